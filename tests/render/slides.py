"""Samples for the tests of screens: sites of entries written in a line, each layout's own sample, the worst cases."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.collections import COLLECTIONS
from generator.findings import Place
from generator.render.screens.layout import read_layouts, read_sizes, read_yaml
from generator.schema.record import names_by_key
from generator.settings import THEME, Settings
from generator.site import Artifact, Entry, Site

DATE = dt.date(2018, 7, 12)
SCREENS: dict[str, dict[str, object]] = {
    "lobby": {"size": "1920x1080", "place": "大厅"},
    "portrait": {"size": "1080x1920", "place": "大厅"},
    "crossing": {"size": "384x192", "place": "路口", "pitch": "100"},
}
"""One screen for each size class."""
TITLE = "近三年来街道联合辖区成员单位为辖区居民开展健康体检家庭医生签约养老助餐儿童托管就业培训法律援助等各类服务活动合计人次数凑"
LINE26 = "二十六个汉字的上屏一句话要放得下也要读得完才算数吧好"
WHOM = "七十岁以上独自居住在老旧小区行动不便的退休老人家"
WHEN = "每周一至周五上午九点到下午五点，法定节假日和停电停水时除外"
WHERE = "文北社区党群服务中心三楼东侧第二间会议室，从北门进出最近"
ORGANISATION = "东风路街道非公有制经济组织和社会组织党委"
SUMMARY = "停水期间请提前存水，关好水龙头；恢复供水后先放一放。" * 4
PHONE = "0371-00000000转123456"
assert [len(t) for t in (TITLE, LINE26, WHOM, ORGANISATION)] == [60, 26, 24, 20]


def entry(collection: str, name: str, **fields: object) -> Entry:
    """Return an entry with these fields; a name that is a word of Python ends in `_`."""
    model = COLLECTIONS[collection].model
    keys = names_by_key(model)
    raw: dict[str, object] = {"title": name, "date": "2018-06-20", **fields}
    record = model.model_validate({keys[k.rstrip("_")]: _raw(v) for k, v in raw.items()})
    return Entry(COLLECTIONS[collection], name, record, Place(f"content/{collection}/{name}.yml", 1))


def _raw(value: object) -> object:
    return value if isinstance(value, list) else str(value)


def site(*entries: Entry, screens: Iterable[Mapping[str, object]], date: dt.date = DATE) -> Site:
    """Return a site of these entries and screens."""
    groups = {
        name: tuple(sorted((e for e in entries if e.collection is c), key=lambda e: c.order(e.record)))
        for name, c in COLLECTIONS.items()
    }
    home = {"headline": ["从前是麦田，", "如今灯连着灯。"]}
    source = "东风路街道工作纪实（2018年）"
    raw = {"name": "东风路街道", "code": "DF", "source": source, "home": home, "screens": [dict(s) for s in screens]}
    return Site(Settings.model_validate(raw), date, COLLECTIONS, groups)


def whole_site() -> Site:
    """Return a site with every sample and every worst case, on a screen of each size."""
    screens = ({"id": name, "name": name, "limit": "99", **more} for name, more in SCREENS.items())
    return site(*samples(), *worst(), screens=screens)


def deck(artifacts: Iterable[Artifact], screen: str) -> dict[str, Any]:
    """Return what a screen's slides.js hands to the player."""
    text = next(a.data for a in artifacts if a.path == f"screens/{screen}/slides.js").decode("ascii")
    found: dict[str, Any] = json.loads(text[text.index("(") + 1 : text.rindex(")")])
    return found


def samples() -> Iterator[Entry]:
    """Yield the sample of each layout."""
    for layout in read_layouts(THEME, read_sizes(THEME)).values():
        if layout.shows in COLLECTIONS:
            yield entry(layout.shows, f"sample-{layout.name}", **read_yaml(layout.folder / "sample.yml"))


def worst() -> Iterator[Entry]:
    """Yield entries at the limits of every field, and those with next to nothing."""
    yield entry("organisations", "long", title=ORGANISATION, kind="支部")
    figure = {"unit": "平方公里", "field": "服务", "as_of": "2018-12-31"}
    for i, value in enumerate(["5000余", "300多万", "近4000", "约2000", "98765432.1", "7", "12345678多万"]):
        yield entry("achievements", f"title{i}", title=TITLE, value=value, **figure)
        yield entry("achievements", f"short{i}", title=TITLE, short=TITLE[:12], line=LINE26, value=value, **figure)
    latin = "ISO9001 Quality Management Standards adopted by WeChat"
    yield entry("achievements", "latin", title=latin, value="1234余", unit="人次", field="党建")
    for when in ("2018", "2018-12", "2018-12-31"):
        yield entry("milestones", f"m{when}", title=TITLE, when=when, scope="全国率先")
        yield entry("milestones", f"l{when}", title="用WeChat管理1200余名党员，98.8%满意", when=when, short=TITLE[:12])
    yield entry("milestones", "plan", when="2019", state="即将启动")
    for sign in ("一二三四五六七八九十甲乙", "壹号工厂 红色先锋", "健康家", "家"):
        common = {"sign": sign, "slogan": LINE26, "organisation": "long"}
        yield entry("brands", f"with-{sign[:2]}", figures=["title4"], **common)
        yield entry("brands", f"alone-{sign[:2]}", **common)
    rows = {
        "group": "老人",
        "for_whom": WHOM,
        "what": WHOM + WHOM[:16],
        "when": WHEN,
        "where": WHERE,
        "provider": WHERE,
    }
    yield entry("projects", "all", title=TITLE, phone=PHONE, **rows)
    yield entry("projects", "no-phone", title=TITLE, **rows)
    yield entry("projects", "bare", title="四点半", group="孩子", for_whom="孩子", what="写作业")
    award = {"level": "国家级", "given_by": ORGANISATION * 2, "awarded": "2017-07-01"}
    yield entry("honours", "unit", title=TITLE, kind="单位荣誉", recipients=[ORGANISATION], **award)
    yield entry("honours", "short", title=TITLE, short=TITLE[:12], kind="单位荣誉", organisation="long", **award)
    names = ["张建国", "王芳", "欧阳春晓", "买买提·阿不都热合曼"] * 12
    yield entry("honours", "names", title=TITLE, kind="人员表彰", recipients=names, **award)
    yield entry(
        "honours", "units", title="集体", kind="单位荣誉", recipients=[ORGANISATION[:15], "文北社区"] * 9, **award
    )
    counted = {"kind": "人员表彰", "count": "12345"}
    yield entry("honours", "count", title="党龄50年以上的老党员", organisation="long", **award, **counted)
    yield entry("honours", "counts", title=TITLE, unit="人次", **award, **counted)
    yield entry("honours", "nobody", title="“优秀”（第一批）居民", kind="人员表彰", **award)
    yield entry("honours", "nobodies", title=TITLE, kind="人员表彰", **award)
    said = {"until": "2018-12-31", "summary": SUMMARY}
    yield entry("notices", "all", title=TITLE, when=WHEN, where=WHERE, phone=PHONE, **said)
    yield entry("notices", "long", title="停水通知", **said)
    yield entry("notices", "bare", title=TITLE)
    yield entry("notices", "signs", title="《“红色手账”（试行）》，“怎么记”？", line="“做了多少”，（手账）上有数。")
    yield entry("notices", "later", from_="2018-07-13", until="2018-07-14")
    alarm = {"urgent": "是", "from_": "2018-07-15", "until": "2018-07-20"}
    yield entry("notices", "alarm", title=TITLE, phone=PHONE, summary=SUMMARY, **alarm)
