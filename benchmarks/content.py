"""Content to measure with: records of every collection, as many as asked for, the same for one seed.

A record is its collection's sample with words and figures of its own, about 1 KB of YAML. What it refers to are other
records of about the same number: twenty-three neighbours in a row, one of each collection, make a small circle of an
organisation, its brand, its services and so on. So however many there are, no organisation has more than some twenty.
Every twelfth body has Markdown in it; of the 499 bodies of the sample street and the examples, 42 have.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.cli.starter import starter_files
from generator.collections import COLLECTIONS
from generator.schema.collection import Collection, Sample
from generator.schema.fields import Ref, Refs
from generator.schema.record import fields_of
from generator.schema.samples import sample_file

_BYTES = 1024
_A_FILE = 100
_CHILDREN = 10  # organisations below one
_MARKED = 12  # every so many bodies have Markdown
_WHO = ("物业", "网格员", "楼院长", "社区医生", "志愿者", "热心街坊", "值班干部", "商户", "退休职工", "共建单位")
_WHERE = ("东头的院子", "菜市场门口", "河边步道", "小学南墙", "老车棚", "活动室", "便民站", "锅炉房旧址", "北广场", "巷子口")  # fmt: skip
_WHAT = ("换了路灯", "补了路面", "清了楼道", "修了水管", "装了扶手", "画了车位", "添了长椅", "量了血压", "教了手机", "种了月季")  # fmt: skip
_WHY = ("有人提过", "议事会上定的", "雨季以前要办完", "走访的时候看到的", "去年没有来得及", "居民投票选的", "老人出门不方便")  # fmt: skip
_PLACES = ("春夏秋冬晨晓朝暮明清", "桃李杏梅松柏槐柳杨竹", "文武和顺康宁安泰福瑞", "园苑里庄湾坊桥巷台岗")
_NAMED = {
    "organisations": "社区党群服务中心",
    "venues": "社区便民服务站",
    "teams": "社区志愿者服务队",
    "brands": "社区暖心服务品牌",
}
_ORDER = tuple(COLLECTIONS)


@dataclass(frozen=True)
class Entry:
    """One record: its collection, its id, and its fields by name as an author would write them."""

    collection: Collection
    id: str
    fields: Sample


def bench_entries(count: int, seed: int = 1) -> Iterator[Entry]:
    """Yield so many records, collection by collection in turn."""
    chance = random.Random(seed)  # noqa: S311  # nothing secret
    for n in range(count):
        yield _entry(n, count, chance)


def write_street(folder: Path, count: int, seed: int = 1, *, screens: bool = True) -> None:
    """Write a street of so many records and the samples into a new folder: content/ and site_config.yml."""
    files = {path: text for path, text in starter_files().items() if path.startswith(("content/", "site_config"))}
    if not screens:
        files["site_config.yml"] = files["site_config.yml"].partition("屏幕:\n")[0]
    lists: dict[str, list[str]] = {}
    for n, entry in enumerate(bench_entries(count, seed)):
        lists.setdefault(list_of(n), []).extend(_item(entry))
    for path, text in (files | {path: "".join(lines) for path, lines in lists.items()}).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")


def list_of(n: int) -> str:
    """Return the path of the file that the record of a number stands in."""
    return f"content/{_ORDER[n % len(_ORDER)]}/list-{n // len(_ORDER) // _A_FILE:03}.yml"


def key_of(n: int) -> tuple[str, str]:
    """Return the collection and the id of the record of a number."""
    name = _ORDER[n % len(_ORDER)]
    return name, _id(COLLECTIONS[name], n)


def _item(entry: Entry) -> Iterator[str]:
    """Yield an entry's lines, as they stand in a list."""
    yield f"- 编号: {entry.id}\n"
    text = sample_file(replace(entry.collection, sample=entry.fields))
    yield from (f"  {line}\n" if line else "\n" for line in text.splitlines()[1:])


def _entry(n: int, count: int, chance: random.Random) -> Entry:
    """Return the record of a number."""
    collection = COLLECTIONS[_ORDER[n % len(_ORDER)]]
    nth = n // len(_ORDER)
    month, day = chance.randint(1, 12), chance.randint(1, 28)
    title = _name(nth, collection.name) if collection.name in _NAMED else f"第{n}件：{_deed(chance)}"
    own = {"title": title, "short": f"第{n}件", "date": f"2018-{month:02}-{day:02}"}
    if "value" in collection.sample:
        own["value"] = f"{chance.randint(2, 99)}.{chance.randint(1, 9)}万"
    if "summary" in collection.sample:
        own["summary"] = _sentence(chance)
    fields: Sample = {**collection.sample, **own, **_references(collection, nth, count)}
    size = len(sample_file(replace(collection, sample={**fields, "body": "…"})).encode())
    return Entry(collection, _id(collection, n), {**fields, "body": _body(n, size, chance)})


def _references(collection: Collection, nth: int, count: int) -> dict[str, str | list[str]]:
    """Return what a record's references point at, for those that the sample has."""
    found: dict[str, str | list[str]] = {}
    for name, spec in fields_of(collection.model).items():
        if isinstance(spec.type, Ref) and name in collection.sample:
            target = _id_of(spec.type.to, _parent(nth) if collection.name == spec.type.to else nth, count)
            found[name] = [target] if isinstance(spec.type, Refs) else target
    return found


def _parent(nth: int) -> int:
    """Return whom an organisation stands below, -1: the street."""
    return (nth - 1) // _CHILDREN if nth else -1


def _id_of(name: str, nth: int, count: int) -> str:
    """Return the id of the nth record of a collection, or of the one before where the last round does not reach it."""
    n = nth * len(_ORDER) + _ORDER.index(name)
    if n >= count:
        n -= len(_ORDER)
    if n >= 0:
        return _id(COLLECTIONS[name], n)
    return "street" if name == "organisations" else COLLECTIONS[name].sample_id


def _id(collection: Collection, n: int) -> str:
    return f"{collection.sample_id}-{n}"


def _body(n: int, size: int, chance: random.Random) -> str:
    """Return paragraphs that fill up what a record has already."""
    paragraphs = [_marked(chance)] if n % _MARKED == 0 else []
    while not paragraphs or size + sum(len(p.encode()) for p in paragraphs) < _BYTES:
        paragraphs.append(_sentence(chance) + _sentence(chance))
    return "\n\n".join(paragraphs)


def _marked(chance: random.Random) -> str:
    """Return a strong word, a list and a link, in sentences of their own."""
    deeds = "\n".join(f"- {_deed(chance)}，{chance.randint(3, 900)}户" for _ in range(3))
    return f"{_sentence(chance)}要紧的是**{_deed(chance)}**：\n\n{deeds}\n\n{_sentence(chance)[:-1]}，见[网站地图](../map.html)。"


def _name(nth: int, collection: str) -> str:
    """Return a name that no other number below ten thousand has."""
    place = "".join(of[int(digit)] for of, digit in zip(_PLACES, f"{nth:04}"[-len(_PLACES) :], strict=True))
    return f"{place}{_NAMED[collection]}"


def _deed(chance: random.Random) -> str:
    return f"{chance.choice(_WHERE)}{chance.choice(_WHAT)}"


def _sentence(chance: random.Random) -> str:
    """Return a sentence with figures, of which no two are likely to be the same."""
    when = f"{chance.randint(2011, 2018)}年{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
    count = f"{chance.randint(3, 900)}户{chance.randint(2, 60)}次"
    who = chance.choice((*_WHO, _name(chance.randrange(10_000), chance.choice(tuple(_NAMED)))))
    return f"{when}，{who}在{_deed(chance)}，前后{count}，因为{chance.choice(_WHY)}。"
