"""Tables of small records, and the forms made of them: ledgers, methods, works, venues, wishes, rosters, boards, gallery."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import html5lib
import pytest
from PIL import Image

from generator.collections import COLLECTIONS
from generator.findings import Place
from generator.render.website.doors import DOORS, doors
from generator.render.website.entries import entry_view
from generator.render.website.floors import level
from generator.render.website.frame import frame_of
from generator.render.website.gallery import shots
from generator.render.website.kin import kin_of
from generator.render.website.ledger import flag, shares, whole
from generator.render.website.pages import pages
from generator.render.website.plates import size_of
from generator.render.website.rows import tables
from generator.render.website.series import readings, spark
from generator.render.website.templates import Templates
from generator.render.website.website import WEBSITE, published_pictures
from generator.schema import EntryRecord, Record
from generator.schema.fields import Items, Line
from generator.settings import Settings
from generator.site import Entry, Site
from generator.store import read_project

TODAY = dt.date(2020, 6, 1)


def entry(collection: str, entry_id: str, **fields: object) -> Entry:
    kind = COLLECTIONS[collection]
    raw = {"title": entry_id, "date": "2020-05-01"} | fields
    return Entry(kind, entry_id, kind.model.model_validate(raw), Place("x.yml"))


def site(*entries: Entry, date: dt.date = TODAY) -> Site:
    settings = Settings.model_validate({"name": "灯下街道", "source": "灯下街道", "home": {"headline": ["门开着"]}})
    groups = {
        name: tuple(sorted((e for e in entries if e.collection.name == name), key=lambda e: c.order(e.record)))
        for name, c in COLLECTIONS.items()
    }
    return Site(settings, date, COLLECTIONS, groups)


def bodies(of: Site) -> dict[str, str]:
    templates = Templates(of, WEBSITE / "templates")
    return {p.path: templates.body(p) for p in pages(of, {})}


def cells(body: str, index: int = 0) -> list[list[str]]:
    """Return the rows of the page's table as a browser reads it."""
    tree = html5lib.parse(body, treebuilder="etree", namespaceHTMLElements=False)
    table = list(tree.iter("table"))[index]
    return [["".join(cell.itertext()).strip() for cell in row] for row in table.iter("tr")]


def roster(*rows: dict[str, str], **fields: object) -> Entry:
    return entry("rosters", "名单", kind="责任分工", rows=list(rows), **fields)


def test_a_table_is_read_off_the_declaration() -> None:
    rows = [{"post": "楼院长", "name": "老许", "phone": "0371-12345678"}, {"post": "门栋长", "topic": "收通知"}]
    body = bodies(site(roster(*rows)))["rosters/名单.html"]
    assert cells(body) == [
        ["岗位", "姓名", "管什么", "电话"],
        ["楼院长", "老许", "—", "0371-12345678"],
        ["门栋长", "—", "收通知", "—"],
    ]
    assert '<th scope="col">岗位</th>' in body
    assert '<th scope="row">楼院长</th>' in body
    assert '<a class="st-tel" href="tel:037112345678">0371-12345678</a>' in body
    assert re.search(r"<caption>人员<small>共2条</small></caption>", body)


def test_no_rows_no_table_and_one_row_is_one() -> None:
    assert "<table" not in bodies(site(roster()))["rosters/名单.html"]
    assert cells(bodies(site(roster({"post": "楼院长"})))["rosters/名单.html"]) == [["序号", "岗位"], ["1", "楼院长"]]


class Seat(Record):
    """A seat."""

    where: Annotated[str, Line(label="地点")] = ""
    made_of: Annotated[str, Line(label="材料")] = ""


def test_rows_that_nothing_names_are_numbered() -> None:
    class Bench(EntryRecord):
        """A bench."""

        seats: Annotated[tuple[Seat, ...], Items(label="座位")] = ()

    benches = replace(COLLECTIONS["notices"], name="benches", label="长椅", model=Bench)
    raw = {
        "title": "长椅",
        "date": "2020-05-01",
        "seats": [{"where": "门口"}, {"made_of": "木头"}, {"where": "门口", "made_of": "石头"}],
    }
    bench = Entry(benches, "一", Bench.model_validate(raw), Place("x"))
    of = replace(site(), collections={**COLLECTIONS, "benches": benches}, entries={"benches": (bench,)})
    body = bodies(of)["benches/一.html"]
    assert cells(body) == [
        ["序号", "地点", "材料"],
        ["1", "门口", "—"],
        ["2", "—", "木头"],
        ["3", "门口", "石头"],
    ]


def test_what_comes_again_becomes_a_group() -> None:
    rows = [{"part": "加分", "name": "甲"}, {"part": "扣分", "name": "乙"}, {"part": "加分", "name": "丙"}]
    again = entry("points", "又", for_whom="党员", rows=rows)
    once = entry("points", "一", for_whom="党员", rows=rows[:2])
    of = site(again, once)
    assert [(g.title, [r.record.name for r in g.rows]) for g in tables(again, of)[0].groups] == [  # type: ignore[attr-defined]
        ("加分", ["甲", "丙"]),
        ("扣分", ["乙"]),
    ]
    assert cells(bodies(of)["points/一.html"])[1] == ["甲", "加分"]
    assert '<th scope="rowgroup" colspan="2"' in bodies(of)["points/又.html"]


def test_figures_in_cells_keep_qualifier_and_unit() -> None:
    rows = [{"name": "隐患", "count": "5400余", "done": "4500余", "unit": "处"}]
    book = entry("ledgers", "账", as_of="2020-05", count_word="发现", done_word="已解决", rows=rows)
    body = bodies(site(book))["ledgers/账.html"]
    assert cells(body) == [["名称", "发现", "已解决"], ["隐患", "5400余处", "4500余处"]]
    assert "截至2020年5月" in body


def task(name: str, state: str = "在办", **fields: str) -> dict[str, str]:
    return {"name": name, "state": state, **fields}


def test_red_flags_stand_first_and_black_ones_fall_by_themselves() -> None:
    rows = [
        task("落后", flag="黑旗", flag_until="2020-06-01"),
        task("平常"),
        task("办完的", "已完成", flag="黑旗"),
        task("过期的", flag="黑旗", flag_until="2020-05-31"),
        task("领先", flag="红旗"),
    ]
    book = entry("ledgers", "账", as_of="2020-05", rows=rows)
    assert [flag(row, TODAY) for row in book.record.rows] == ["black", "", "", "", "red"]
    body = bodies(site(book))["ledgers/账.html"]
    assert [row[0] for row in cells(body)[1:]] == ["领先红旗", "平常", "办完的", "过期的", "落后黑旗"]
    listed = bodies(site(book))["ledgers/index.html"]
    assert "领先" in listed
    assert "黑旗" not in listed
    assert "黑旗" not in bodies(site(book, date=dt.date(2020, 6, 2)))["ledgers/账.html"]


def test_a_counted_row_that_is_done_flies_no_black_flag() -> None:
    rows = [{"name": "隐患", "count": "9", "done": "9", "flag": "黑旗"}]
    assert flag(entry("ledgers", "账", as_of="2020-05", rows=rows).record.rows[0], TODAY) == ""


def test_shares_add_up_with_their_qualifiers_and_never_over_units() -> None:
    rows = [
        {"name": "甲", "aspect": "安全", "count": "800", "done": "790", "unit": "处"},
        {"name": "乙", "aspect": "安全", "count": "5", "done": "0", "unit": "处"},
        {"name": "丙", "aspect": "卫生", "count": "400余", "done": "100", "unit": "处"},
        {"name": "丁", "aspect": "卫生", "count": "3", "done": "3", "unit": "户"},
    ]
    record = entry("ledgers", "账", as_of="2020-05", rows=rows).record
    assert [(s.name, str(s.all), str(s.done), s.unit, s.rate) for s in shares(record)] == [
        ("安全", "805", "790", "处", "98.1%"),
        ("卫生", "400余", "100", "处", ""),
        ("卫生", "3", "3", "户", "100%"),
    ]
    assert whole(record) is None
    assert str(whole(entry("ledgers", "账", as_of="2020-05", rows=rows[:3]).record).all) == "1205余"  # type: ignore[union-attr]


def test_states_are_filters_without_script() -> None:
    rows = [task("甲", "已完成"), task("乙", "未开始")]
    body = bodies(site(entry("ledgers", "账", as_of="2020-05", rows=rows)))["ledgers/账.html"]
    assert re.findall(r'href="#(only-\w+)"', body) == ["only-all", "only-todo", "only-done"]
    assert all(f'id="{name}"' in body for name in ("only-all", "only-todo", "only-done"))
    assert re.findall(r'<tr data-state="(\w+)"', body) == ["done", "todo"]


def test_a_method_says_what_is_missing() -> None:
    rows = [
        {"name": "三项", "count": "3", "parts": ["甲", "乙", "丙"]},
        {"name": "四类", "count": "4", "parts": ["丁"]},
    ]
    short = entry("methods", "短", count="3", rows=rows)
    full = entry("methods", "全", count="1", rows=rows[:1])
    empty = entry("methods", "空", count="6")
    found = bodies(site(short, full, empty))
    assert "待补3项" in found["methods/短.html"]
    assert "待补4条" in found["methods/短.html"]  # one of its own and three of the second's
    assert "待补" not in found["methods/全.html"]
    assert "待补6条" in found["methods/空.html"]
    assert found["methods/index.html"].count("<details") == 3


def test_from_and_to_are_columns() -> None:
    rows = [{"name": "服务", "before": "等着来", "after": "上门去"}]
    body = bodies(site(entry("methods", "转变", shape="转变", count="1", rows=rows)))["methods/转变.html"]
    assert cells(body) == [["转变", "从", "到"], ["服务", "等着来", "上门去"]]


def test_stages_are_said_in_words() -> None:
    stages = [{"name": "开工"}, {"name": "封顶", "state": "正在办"}, {"name": "交房", "state": "没有开始"}]
    found = bodies(site(entry("works", "楼", kind="安置房", stages=stages)))
    assert re.findall(r'st-steps__s">(\S+?)<', found["works/楼.html"]) == ["已完成", "正在办", "没有开始"]
    assert cells(found["works/index.html"]) == [["工程", "办到哪一步"], ["楼", "3步，办完1步；正在办：封顶"]]


@pytest.mark.parametrize(
    ("floor", "number"),
    [("一楼", 1), ("七楼", 7), ("十二层", 12), ("二十楼", 20), ("3F", 3), ("地下一层", -1), ("B2", -2), ("院子", None)],
)
def test_floors_are_numbers(floor: str, number: int | None) -> None:
    assert level(floor) == number


def test_a_guide_goes_from_top_to_bottom() -> None:
    rows = [{"floor": f, "name": f"{f}的房间"} for f in ("一楼", "九楼", "地下一层", "院里", "七楼")]
    body = bodies(site(entry("venues", "中心", kind="服务中心", rows=rows)))["venues/中心.html"]
    assert re.findall(r'st-guide__f">(\S+?)<', body) == ["九楼", "七楼", "一楼", "地下一层", "院里"]


def test_needs_services_resources_and_units_lead_to_each_other() -> None:
    unit = entry("organisations", "医院", title="某某医院", short="医院", kind="成员单位")
    service = entry("projects", "医生", group="老人", for_whom="老人", what="看病", claimed_by=["医院"])
    need = entry("requests", "看病", kind="需求", who="老人", what="看病近", state="在办", projects=["医生"])
    offer = entry("resources", "大夫", kind="人手", provider="某某医院", what="来坐诊", projects=["医生"])
    lone = entry("requests", "没人应", kind="微心愿", who="老人", what="老花镜", state="等人认领")
    found = bodies(site(unit, service, need, offer, lone))

    def leads(page: str, *names: str) -> bool:
        from_page = html5lib.parse(found[page], treebuilder="etree", namespaceHTMLElements=False)
        texts = {"".join(a.itertext()) for a in from_page.iter("a")}
        return all(any(name in text for text in texts) for name in names)

    assert leads("requests/看病.html", "医生", "大夫", "医院")
    assert leads("projects/医生.html", "看病", "大夫", "医院")
    assert leads("resources/大夫.html", "医生", "看病", "某某医院")
    assert leads("organisations/医院.html", "医生", "大夫", "看病")
    assert cells(found["requests/index.html"]) == [
        ["大家要什么", "哪项服务来办", "用到什么", "谁出力"],
        ["看病", "医生", "大夫", "医院、某某医院"],
    ]
    assert cells(found["organisations/index.html"])[1] == ["某某医院", "成员单位", "—", "1项", "1项"]
    assert found["requests/index.html"].index("等人认领") < found["requests/index.html"].index("在办")


def test_who_is_on_duty_next() -> None:
    rows = [
        {"post": "甲代表", "when": "2020-05-15"},
        {"post": "丙代表", "when": "2020-07-15"},
        {"post": "乙代表", "when": "2020-06-15", "phone": "0371-12345678"},
    ]
    of = site(roster(*rows))
    view = entry_view(of.entries["rosters"][0], of, kin_of(of))
    assert [row.post for row in view["on_duty"]] == ["乙代表"]
    body = bodies(of)["rosters/名单.html"]
    assert [row[0] for row in cells(body)[1:]] == ["甲代表", "丙代表", "乙代表"]
    assert "下一回" not in bodies(site(roster(*rows), date=dt.date(2021, 1, 1)))["rosters/名单.html"]


def test_a_figure_over_time_and_a_score_over_weeks() -> None:
    series = [{"when": "2018", "value": "近4000"}, {"when": "2017", "value": "800"}]
    grown = entry("achievements", "数", value="5000余", unit="人次", field="服务", as_of="2019", series=series)
    told = readings(grown)
    assert [(str(r.value), r.bar.sure, r.bar.open) for r in told] == [
        ("800", 145, 145),
        ("近4000", 655, 727),
        ("5000余", 909, 1000),
    ]
    assert cells(bodies(site(grown))["achievements/数.html"])[1][:2] == ["2017", "800"]
    assert readings(entry("achievements", "数", value="5", unit="人", field="服务")) == ()
    line = spark(["90", "没评", "95", "92.5"])
    assert line is not None
    assert (line.said, line.points) == ("90、95、92.5", "4,24 60,4 116,14")
    assert spark(["90"]) is None
    flat = spark(["90", "90"])
    assert flat is not None
    assert flat.points == "4,14 116,14"


def test_a_board_shrinks_until_it_fits() -> None:
    def board(count: int, **fields: str) -> str:
        rows = [{"name": "水电维修", **fields} for _ in range(count)]
        return size_of(entry("boards", "牌", kind="便民服务牌", rows=rows).record)

    sizes = ["xxl", "xl", "l", "m", "s", "xs", "xxs"]
    found = [sizes.index(board(count)) for count in (1, 5, 10, 20, 30, 40, 50)]
    assert found == sorted(found)
    assert (found[0], board(50, text="字" * 80)) == (0, "xxs")
    assert board(5) != board(5, text="字" * 80)


def test_every_collection_stands_behind_a_door() -> None:
    assert {name for names in DOORS.values() for name in names} - {"photos"} == set(COLLECTIONS)
    of = site(roster(), entry("notices", "停水"))
    assert [(d.title, [w.label for w in d.ways]) for d in doors(of)] == [("办事找人", ["通知", "名单"])]
    frame = frame_of(of, WEBSITE)
    assert (frame.doors, [label for label, _ in frame.more]) == ((), ["通知", "名单", "网站地图"])


def test_a_new_collection_is_found_too() -> None:
    benches = replace(COLLECTIONS["notices"], name="benches", label="长椅")
    bench = Entry(benches, "一", benches.model.model_validate({"title": "长椅", "date": "2020-05-01"}), Place("x"))
    of = replace(site(), collections={**COLLECTIONS, "benches": benches}, entries={"benches": (bench,)})
    assert [(d.title, [w.label for w in d.ways]) for d in doors(of)] == [("制度文件", ["长椅"])]


def test_many_collections_make_the_map_a_tab() -> None:
    of = site(
        roster(),
        entry("notices", "停水"),
        entry("teams", "队", kind="医疗"),
        entry("documents", "文", kind="制度"),
    )
    frame = frame_of(of, WEBSITE)
    assert frame.tabs == (("map", "更多", "map.html"),)
    assert [title for title, _ in frame.doors] == ["办事找人", "身边人", "制度文件"]
    assert [label for label, _ in frame.more] == ["网站地图"]
    assert [p.section for p in pages(of, {}) if p.path == "map.html"] == ["map"]


def test_no_entry_is_further_than_three_clicks() -> None:
    notices = [entry("notices", f"第{i:03d}条", date=f"{2000 + i // 12}-{i % 12 + 1:02d}-01") for i in range(230)]
    found = bodies(site(*notices))
    first = found["notices/index.html"]
    older = sorted(path for path in found if re.fullmatch(r"notices/index\.\d+\.html", path))
    assert len(older) == 3
    assert all(f'href="../{path}"' in first for path in older)


def test_the_gallery_has_what_may_be_shown(tmp_path: Path) -> None:
    for name in ("门前", "没问过"):
        (tmp_path / "content/media").mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (300, 200), "#a8231c").save(tmp_path / f"content/media/{name}.png")
    (tmp_path / "site_config.yml").write_text(
        "{名称: 灯下街道, 来源: 灯下街道, 首页: {大字: 门开着}}", encoding="utf-8"
    )
    (tmp_path / "content/notices").mkdir()
    (tmp_path / "content/notices/a.yml").write_text(
        "标题: 修路\n发布日期: 2020-05-01\n照片:\n"
        "  - {文件: media/门前.png, 图说: 一条路, 图注: 修好了, 拍摄: 街道, 同意公开: 是}\n"
        "  - {文件: media/没问过.png, 图说: 一个人}\n",
        encoding="utf-8",
    )
    of = read_project(tmp_path, TODAY).site
    assert of is not None
    assert [shot.photo.file for shot in shots(of)] == ["media/门前.png"]
    templates = Templates(of, WEBSITE / "templates")
    found = {p.path: templates.body(p) for p in pages(of, published_pictures(of, tmp_path / "cache"))}
    gallery = found["photos/index.html"]
    assert gallery.count("<img") == 1
    assert all(word in gallery for word in ("修好了", "摄影：街道", "2020年5月1日", 'href="../notices/a.html"'))
    assert "photos/index.html" in found["map.html"]
    assert "photos/index.html" not in bodies(site(roster()))["map.html"]


def test_every_sample_has_a_page_with_all_its_rows() -> None:
    samples = [entry(c.name, c.sample_id, **c.sample) for c in COLLECTIONS.values()]
    of = site(*samples, date=dt.date(2018, 7, 10))
    found = bodies(of)
    for e in of.all():
        rows = [row for field in ("rows", "stages", "certificates") for row in getattr(e.record, field, ())]
        assert all(getattr(row, "name", "") in found[e.url] for row in rows), e.key
