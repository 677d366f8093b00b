"""Samples for the tests of screens: sites of entries written in a line, each layout's own sample, the worst cases."""

from __future__ import annotations

import atexit
import datetime as dt
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from generator.collections import COLLECTIONS
from generator.findings import Place
from generator.render.screens.gather import MORE
from generator.render.screens.layout import Layout, read_layouts, read_sizes, read_yaml
from generator.schema.record import names_by_key
from generator.settings import THEME, Settings
from generator.site import Artifact, Entry, Site
from generator.store.pictures import look_at_pictures
from generator.store.videos import look_at_videos

DATE = dt.date(2018, 7, 12)
WORST = Path(__file__).parent / "worst"
"""Entries at the limits of what a layout shows, by layout."""
SIZES: dict[str, tuple[int, int]] = {
    "1920x1080": (25, 8),
    "1280x720": (25, 8),
    "3840x2160": (12, 4),
    "1080x1920": (19, 6),
    "384x192": (100, 15),
    "320x160": (50, 6),
    "512x256": (50, 6),
    "768x384": (40, 5),
    "256x64": (100, 15),
    "128x32": (100, 15),
    "1920x360": (40, 10),
    "512x64": (50, 6),
}
"""Twelve sizes of screens, each with a pitch in tenths of a millimetre and a distance in metres."""
SCREENS: dict[str, dict[str, object]] = {
    "lobby": {"size": "1920x1080", "place": "大厅"},
    "portrait": {"size": "1080x1920", "place": "大厅"},
    "crossing": {"size": "384x192", "place": "路口", "pitch": "100"},
}
"""Three screens as a street has them."""
BRIEF = range(1, 62, MORE)
"""Limits that leave each entry out once."""
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
    return value if isinstance(value, list | dict) else str(value)


def site(*entries: Entry, screens: Iterable[Mapping[str, object]], date: dt.date = DATE) -> Site:
    """Return a site of these entries and screens."""
    groups = {
        name: tuple(sorted((e for e in entries if e.collection is c), key=lambda e: c.order(e.record)))
        for name, c in COLLECTIONS.items()
    }
    home = {"headline": ["从前是麦田，", "如今灯连着灯。"]}
    source = "东风路街道工作纪实（2018年）"
    raw: dict[str, object] = {"name": "东风路街道", "code": "DF", "source": source, "url": "https://street.example/"}
    settings = Settings.model_validate({**raw, "home": home, "screens": [dict(s) for s in screens]})
    found = look_at_pictures(media(), entries) | look_at_videos(media(), entries)
    return Site(settings, date, COLLECTIONS, groups, found)


PICTURES = {"wide": (960, 600), "upright": (600, 960), "square": (640, 640)}
"""The photos that samples and worst cases may name, `media/<name>.jpg`: width and height in pixels."""
CLIP = Path(__file__).resolve().parents[1] / "sites_invalid/video-alt/content/media/good.mp4"


@cache
def media() -> Path:
    """Return a content folder with photos of each shape, a lamp in the middle and a line at each edge, and a clip."""
    content = Path(tempfile.mkdtemp(prefix="streetlight-"))
    atexit.register(shutil.rmtree, content, ignore_errors=True)
    (content / "media").mkdir()
    shutil.copyfile(CLIP, content / "media" / "clip.mp4")
    for name, (width, height) in PICTURES.items():
        scene = Image.linear_gradient("L").resize((width, height)).convert("RGB")
        pen = ImageDraw.Draw(scene)
        pen.rectangle((0, height * 2 // 3, width, height), "#4A4F32")
        pen.rectangle((width // 3, height // 3, width * 2 // 3, height * 3 // 4), "#FFC247", "#5C0A10", 12)
        pen.rectangle((0, 0, width - 1, height - 1), None, "#FFFFFF", 4)
        scene.save(content / "media" / f"{name}.jpg", quality=80)
    return content


def whole_site(size: str = "") -> Site:
    """Return a site with every sample and every worst case, on the three of SCREENS, or on some of one size.

    All but the first of these (`brief`) show fewer entries alone, so that layouts for the rest get the others.
    """
    hours = {"hours": "07:00-22:00", "limit": "200"}
    screens = [{"id": name, "name": name, **hours, **more} for name, more in SCREENS.items()]
    if size:
        pitch, distance = SIZES[size]
        one = {**hours, "size": size, "place": "室内", "pitch": str(pitch), "distance": str(distance)}
        brief = {"playlist": ["achievements", "projects"], "without": ["figure", "project", "qr", "photo", "video"]}
        screens = [{"id": "screen", "name": "一楼", **one}]
        screens += [{"id": f"brief{n}", "name": "二楼", **one, **brief, "limit": str(n)} for n in BRIEF]
    return site(*samples(), *worst(), screens=screens)


def deck(artifacts: Iterable[Artifact], screen: str) -> dict[str, Any]:
    """Return the payload that a screen's release hands to the player."""
    text = next(a.data for a in artifacts if a.path == f"screens/{screen}/a.js").decode("ascii")
    found: dict[str, Any] = json.loads(json.loads(f"[{text[text.index('(') + 1 : text.rindex(')')]}]")[2])
    return found


def samples() -> Iterator[Entry]:
    """Yield the samples of each layout: one entry, or a list of them where a slide shows several things."""
    for layout in read_layouts(THEME, read_sizes(THEME)).values():
        yield from listed(layout, layout.folder / "sample.yml", "sample")


def listed(layout: Layout, file: Path, prefix: str) -> Iterator[Entry]:
    """Yield the entries of a file beside a layout; `collection` and `id` may be given."""
    raw = read_yaml(file)
    for i, fields in enumerate(raw if isinstance(raw, list) else [raw]):
        collection = fields.pop("collection", layout.shows[0])
        if collection in COLLECTIONS:
            name = f"{prefix}-{layout.name}" + (f"-{i}" if i else "")
            yield entry(collection, fields.pop("id", name), **fields)


def worst() -> Iterator[Entry]:
    """Yield entries at the limits of every field, and those with next to nothing."""
    for layout in read_layouts(THEME, read_sizes(THEME)).values():
        file = WORST / f"{layout.name}.yml"
        if file.is_file():
            yield from listed(layout, file, "worst")
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
