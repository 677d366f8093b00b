"""Content to measure with: a street of as many entries as asked for, over all collections, the same for one seed.

An entry is its collection's sample with words of its own, about 1 KB of YAML; a hundred stand in one file.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from generator.cli.starter import starter_files
from generator.collections import COLLECTIONS
from generator.schema.collection import Collection
from generator.schema.samples import sample_file

_BYTES = 1024
_A_FILE = 100
_WHO = ("物业", "网格员", "楼院长", "社区医生", "志愿者", "热心街坊", "值班干部", "商户", "退休职工", "共建单位")
_WHERE = ("东头的院子", "菜市场门口", "河边步道", "小学南墙", "老车棚", "活动室", "便民站", "锅炉房旧址", "北广场", "巷子口")  # fmt: skip
_WHAT = ("换了路灯", "补了路面", "清了楼道", "修了水管", "装了扶手", "画了车位", "添了长椅", "量了血压", "教了手机", "种了月季")  # fmt: skip
_PLACES = ("春夏秋冬晨晓朝暮明清", "桃李杏梅松柏槐柳杨竹", "文武和顺康宁安泰福瑞", "园苑里庄湾坊桥巷台岗")
_NAMED = {
    "organisations": "社区党群服务中心",
    "venues": "社区便民服务站",
    "teams": "社区志愿者服务队",
    "brands": "社区暖心服务品牌",
}
_WHY = (
    "有人提过",
    "议事会上定的",
    "雨季以前要办完",
    "走访的时候看到的",
    "去年没有来得及",
    "居民投票选的",
    "老人出门不方便",
)


def write_street(folder: Path, entries: int, seed: int = 1) -> None:
    """Write a street of at least `entries` entries into a new folder: content/ and site_config.yml."""
    files = {path: text for path, text in starter_files().items() if path.startswith(("content/", "site_config"))}
    for path, text in (files | _listed(entries, random.Random(seed))).items():  # noqa: S311  # nothing secret
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")


def _listed(entries: int, chance: random.Random) -> dict[str, str]:
    """Return the lists of entries by path."""
    names = list(COLLECTIONS)
    lists: dict[str, list[str]] = {}
    for n in range(entries):
        name, nth = names[n % len(names)], n // len(names)
        lists.setdefault(f"content/{name}/list-{nth // _A_FILE:03}.yml", []).append(
            "".join(_entry(COLLECTIONS[name], n, chance))
        )
    return {path: "".join(group) for path, group in lists.items()}


def _entry(collection: Collection, n: int, chance: random.Random) -> Iterator[str]:
    """Yield an entry's lines, as they stand in a list."""
    sample = dict(collection.sample)
    month, day = chance.randint(1, 12), chance.randint(1, 28)
    title = _name(n, collection.name) if collection.name in _NAMED else f"第{n}件：{_deed(chance)}"
    own = {"title": title, "short": f"第{n}件", "date": f"2018-{month:02}-{day:02}"}
    if "value" in sample:
        own["value"] = f"{chance.randint(2, 99)}.{chance.randint(1, 9)}万"
    sample |= own | {name: _sentence(chance) for name in ("summary",) if name in sample} | {"body": "…"}
    text = sample_file(replace(collection, sample=sample))
    while len(text.encode()) < _BYTES:
        sample["body"] = f"{sample['body']}\n\n{_sentence(chance)}{_sentence(chance)}".removeprefix("…\n\n")
        text = sample_file(replace(collection, sample=sample))
    yield f"- 编号: {collection.sample_id}-{n}\n"
    yield from (f"  {line}\n" if line else "\n" for line in text.splitlines()[1:])


def _name(n: int, collection: str) -> str:
    """Return a name that no other number below ten thousand has."""
    place = "".join(of[int(digit)] for of, digit in zip(_PLACES, f"{n:04}"[-len(_PLACES) :], strict=True))
    return f"{place}{_NAMED[collection]}"


def _deed(chance: random.Random) -> str:
    return f"{chance.choice(_WHERE)}{chance.choice(_WHAT)}"


def _sentence(chance: random.Random) -> str:
    """Return a sentence with figures, of which no two are likely to be the same."""
    when = f"{chance.randint(2011, 2018)}年{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
    count = f"{chance.randint(3, 900)}户{chance.randint(2, 60)}次"
    who = chance.choice((*_WHO, _name(chance.randrange(10_000), chance.choice(tuple(_NAMED)))))
    return f"{when}，{who}在{_deed(chance)}，前后{count}，因为{chance.choice(_WHY)}。"
