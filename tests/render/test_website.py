"""The website as files: which pages there are, what their heads and feeds say, what is left out, and the same bytes twice."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest

from generator.collections import COLLECTIONS
from generator.findings import Place
from generator.render.fonts import Fonts
from generator.render.website import render_website
from generator.render.website.charts import charts, goals, wholes
from generator.render.website.feed import atom
from generator.render.website.headings import characters
from generator.render.website.links import quoted, root_of, tel
from generator.render.website.pages import cut, pages
from generator.render.website.scenes import home_scene
from generator.render.website.templates import fit, signed
from generator.render.website.timeline import street, years
from generator.render.website.tree import tree
from generator.schema import EntryRecord, Figure, PartialDate
from generator.settings import THEME, Settings
from generator.site import Entry, Site
from generator.store import read_project

ROOT = Path(__file__).parents[2]
ATOM = "{http://www.w3.org/2005/Atom}"
TODAY = dt.date(2020, 6, 1)
HOME = {"headline": ["门开着"]}


def entry(collection: str, entry_id: str, **fields: object) -> Entry:
    """Make an entry as an author would write it."""
    kind = COLLECTIONS[collection]
    raw = {"title": entry_id, "date": "2020-05-01"} | {k: v for k, v in fields.items() if v is not None}
    return Entry(kind, entry_id, kind.model.model_validate(raw), Place("x.yml"))


def site(*entries: Entry, **settings: object) -> Site:
    """Make a site of these entries."""
    raw = {"name": "灯下街道", "source": "灯下街道", "home": HOME} | settings
    groups = {
        name: tuple(sorted((e for e in entries if e.collection.name == name), key=lambda e: c.order(e.record)))
        for name, c in COLLECTIONS.items()
    }
    return Site(Settings.model_validate(raw), TODAY, COLLECTIONS, groups)


def rendered(of: Site, cache: Path) -> dict[str, str]:
    """Render and return the text files."""
    found = render_website(of, Fonts(THEME / "fonts"), cache)
    return {a.path: a.data.decode() for a in found if a.path.endswith((".html", ".xml", ".txt", ".css"))}


def metas(html: str) -> dict[str, str]:
    """Return the meta tags of a page."""
    head = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    found = head.iter("meta")
    return {m.get("name") or m.get("property") or "": m.get("content") or "" for m in found if m.get("content")}


def notice(entry_id: str = "停水", **fields: object) -> Entry:
    return entry("notices", entry_id, **{"title": "今晚停水", "summary": "先接水。", **fields})


def figure(entry_id: str, value: str, unit: str = "名", **fields: object) -> Entry:
    return entry("achievements", entry_id, value=value, unit=unit, field="服务", as_of="2020-05", **fields)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    found = read_project(ROOT, dt.date(2018, 7, 10)).site
    assert found is not None
    return rendered(found, tmp_path_factory.mktemp("cache"))


def test_every_collection_has_a_list_and_every_entry_a_page(shipped: dict[str, str]) -> None:
    found = read_project(ROOT, dt.date(2018, 7, 10)).site
    assert found is not None
    for name in COLLECTIONS:
        assert (f"{name}/index.html" in shipped) == bool(found.current(name))
        for e in found.entries[name]:
            assert e.url in shipped
    assert {"index.html", "map.html", "404.html", "feed.xml", "sitemap.xml"} <= set(shipped)
    assert "robots.txt" not in shipped


def test_one_h1_a_page_no_empty_tag_no_other_host(shipped: dict[str, str]) -> None:
    for path, html in shipped.items():
        if path.endswith(".html"):
            assert html.count("<h1") == 1, path
            assert 'content=""' not in html
            assert "None" not in html
            assert "官方网站" not in html
            assert not re.search(r"""(?:src|href)="(?:https?:)?//""", html), path


def test_entry_tags_say_what_the_page_shows(tmp_path: Path) -> None:
    html = rendered(site(notice(source="居委会"), url="https://street.example/lamp/"), tmp_path)["notices/停水.html"]
    tags = metas(html)
    assert tags["SiteName"] == "灯下街道"
    assert tags["SiteDomain"] == "street.example"
    assert (tags["ColumnName"], tags["ArticleTitle"]) == ("通知", "今晚停水")
    assert (tags["PubDate"], tags["ContentSource"]) == ("2020-05-01 00:00", "居委会")
    assert tags["Url"] == tags["og:url"] == "https://street.example/lamp/notices/%E5%81%9C%E6%B0%B4.html"
    assert tags["Description"] == "先接水。"
    assert "SiteIDCode" not in tags
    assert "<h1>今晚停水</h1>" in html
    assert "2020年5月1日" in html
    assert "来源：居委会" in html


def test_list_tags(tmp_path: Path) -> None:
    tags = metas(rendered(site(notice(), site_code="4101050001"), tmp_path)["notices/index.html"])
    assert tags["ColumnName"] == "通知"
    assert tags["ColumnType"] == "通知公告"
    assert tags["ColumnDescription"] == COLLECTIONS["notices"].lead
    assert tags["ColumnKeywords"] == "通知,通知公告,灯下街道"
    assert tags["SiteIDCode"] == "4101050001"
    assert "SiteDomain" not in tags


def test_text_is_escaped_everywhere(tmp_path: Path) -> None:
    bad = "<script>x</script>&\"'"
    of = site(notice(title=bad, summary=bad, source=bad, body=bad, where=bad[:30]), name="甲<b>&乙", address="<i>")
    for path, text in rendered(of, tmp_path).items():
        assert "<script>x" not in text, path
        assert "甲<b>" not in text
        assert "<i>" not in text


def test_expired_is_kept_at_its_address_and_listed_in_past_only(tmp_path: Path) -> None:
    files = rendered(site(notice("旧", title="旧事", until="2020-05-31"), notice("新")), tmp_path)
    assert "已过期" in files["notices/旧.html"]
    assert "旧事" not in files["notices/index.html"]
    assert "旧事" not in files["index.html"]
    assert "旧事" not in files["feed.xml"]
    assert "旧事" in files["past/index.html"]
    assert "past/index.html" in files["index.html"]
    assert "past/index.html" not in "".join(rendered(site(notice()), tmp_path).values())


def test_a_collection_of_expired_entries_has_no_list_and_no_tab(tmp_path: Path) -> None:
    files = rendered(site(entry("brands", "旧牌", sign="旧牌", slogan="亮过", until="2020-05-31")), tmp_path)
    assert "brands/index.html" not in files
    assert "brands/旧牌.html" in files
    assert "brands/index.html" not in files["brands/旧牌.html"]
    assert "brands/index.html" not in files["index.html"]


def test_what_has_not_begun_has_no_page(tmp_path: Path) -> None:
    files = rendered(site(notice("明天", from_="2020-06-02", until="2020-07-01"), notice()), tmp_path)
    assert "notices/明天.html" not in files


def test_nothing_configured_is_nothing_shown(tmp_path: Path) -> None:
    files = rendered(site(), tmp_path)
    assert set(files) == {"index.html", "map.html", "404.html", "sitemap.xml", "assets/fonts.css", "assets/material.css", "assets/streetlight.css"}  # fmt: skip
    for word in ("电话", "地址", "主办", "备案", "标识码", "st-sec", "st-task", "feed.xml"):
        assert word not in files["index.html"]


def test_tabs_and_doors_follow_the_content(tmp_path: Path) -> None:
    home = rendered(site(notice(), figure("甲", "10余"), phone="0371-12345678"), tmp_path)["index.html"]
    assert re.findall(r'class="md-tabs__link"[^>]*>(\w+)<', home) == ["首页", "成绩"]
    assert re.findall(r'st-task__w">(\w+)<', home) == ["看通知", "打电话", "看成绩"]
    assert 'href="tel:037112345678"' in home


def test_figures_keep_their_qualifier_and_date(tmp_path: Path) -> None:
    home = rendered(site(figure("甲", "300多万", "人次")), tmp_path)["index.html"]
    assert '300<span class="st-q">多</span>万<span class="st-u">人次</span>' in home
    assert "截至2020年5月" in home


def test_feed(tmp_path: Path) -> None:
    entries = [notice(f"第{i}条", date=f"2020-05-{i % 28 + 1:02d}") for i in range(40)]
    root = ET.fromstring(rendered(site(*entries), tmp_path)["feed.xml"])
    found = root.findall(f"{ATOM}entry")
    assert len(found) == 30
    updated = [e.findtext(f"{ATOM}updated") or "" for e in found]
    assert updated == sorted(updated, reverse=True)
    assert root.findtext(f"{ATOM}updated") == updated[0] == "2020-05-28T00:00:00+08:00"
    ids = {e.findtext(f"{ATOM}id") for e in found}
    assert len(ids) == 30
    assert all(str(i).startswith("urn:uuid:") for i in ids)
    assert all(e.find(f"{ATOM}link") is not None and e.findtext(f"{ATOM}title") for e in found)
    assert atom(site()) == ""


def test_with_a_host_machines_get_addresses(tmp_path: Path) -> None:
    files = rendered(site(notice(), url="https://street.example"), tmp_path)
    address = "https://street.example/notices/%E5%81%9C%E6%B0%B4.html"
    assert f"<id>{address}</id>" in files["feed.xml"]
    assert 'rel="self"' in files["feed.xml"]
    assert f"<loc>{address}</loc><lastmod>2020-05-01</lastmod>" in files["sitemap.xml"]
    assert "Sitemap: https://street.example/sitemap.xml" in files["robots.txt"]
    assert "404" not in files["sitemap.xml"]


def test_long_lists_are_cut_oldest_first() -> None:
    entries = tuple(
        notice(f"第{i:03d}条", date=(dt.date(2020, 1, 1) + dt.timedelta(i // 2)).isoformat()) for i in range(230)
    )
    newest, older = cut(entries[:50])
    assert (len(newest), older) == (50, ())
    newest, older = cut(entries)
    assert len(newest) == 80
    assert [len(page) for page in older] == [50, 50, 50]
    assert cut(entries[:229])[1] == older[:3]
    assert {e.id for page in (*older, newest) for e in page} == {e.id for e in entries}


def test_pages_of_a_long_list_lead_to_each_other(tmp_path: Path) -> None:
    entries = [notice(f"第{i:03d}条", date=(dt.date(2019, 1, 1) + dt.timedelta(i)).isoformat()) for i in range(170)]
    files = rendered(site(*entries), tmp_path)
    assert {p for p in files if p.startswith("notices/index.") and p != "notices/index.html"} == {
        "notices/index.1.html",
        "notices/index.2.html",
    }
    assert 'href="../notices/index.2.html">更早的' in files["notices/index.html"]
    assert 'href="../notices/index.1.html">更早的' in files["notices/index.2.html"]
    assert 'href="../notices/index.html">更新的' in files["notices/index.2.html"]
    assert "更早的" not in files["notices/index.1.html"].replace("（更早", "")
    assert 'href="../notices/index.2.html">更新的' in files["notices/index.1.html"]
    grown = rendered(site(*entries, notice("新的", date="2020-05-31")), tmp_path)
    assert {
        p for p in files if p.startswith("notices/index.") and p != "notices/index.html" and files[p] != grown[p]
    } == set()


def test_a_collection_without_templates_has_pages(tmp_path: Path) -> None:
    class Bench(EntryRecord):
        """A new kind of record."""

    benches = replace(COLLECTIONS["notices"], name="benches", label="长椅", heading="坐一坐", model=Bench, tab="长椅")
    bench = Entry(
        benches,
        "一号",
        Bench.model_validate({"title": "一号长椅", "date": "2020-05-01", "body": "**木头**的"}),
        Place("x"),
    )
    base = site()
    of = replace(base, collections={**COLLECTIONS, "benches": benches}, entries={**base.entries, "benches": (bench,)})
    files = rendered(of, tmp_path)
    assert "一号长椅" in files["benches/index.html"]
    assert "<strong>木头</strong>的" in files["benches/一号.html"]
    assert ">长椅</a>" in files["index.html"]


def test_the_same_bytes_twice_and_without_the_cache(tmp_path: Path) -> None:
    of = read_project(ROOT / "examples" / "jingchenglu", dt.date(2018, 12, 1)).site
    assert of is not None
    fonts = Fonts(THEME / "fonts")
    first, *others = (
        [(a.path, a.data) for a in render_website(of, fonts, tmp_path / folder)] for folder in ("a", "a", "b")
    )
    assert others == [first, first]
    assert len({path for path, _ in first}) == len(first)


def test_organisation_page_gathers_what_belongs_to_it(tmp_path: Path) -> None:
    street_, community = (
        entry("organisations", "街", kind="街道"),
        entry("organisations", "社", kind="社区", organisation="街"),
    )
    files = rendered(
        site(street_, community, notice(organisation="社"), figure("甲", "10", organisation="社")), tmp_path
    )
    assert all(
        word in files["organisations/社.html"]
        for word in ("今晚停水", "甲", 'href="../organisations/街.html"'.replace("街", quoted("街")))
    )
    assert quoted("社") in files["organisations/街.html"]


def test_tree_ends_on_loops_and_strays() -> None:
    loop = [
        entry("organisations", "甲", kind="社区", organisation="乙"),
        entry("organisations", "乙", kind="社区", organisation="甲"),
    ]
    assert tree(tuple(loop)) == ()
    stray = entry("organisations", "丙", kind="社区", organisation="没有")
    own = entry("organisations", "丁", kind="社区", organisation="丁")
    assert [b.entry for b in tree((stray, own))] == [stray, own]


def test_charts_compare_only_what_compares() -> None:
    few = [figure("甲", "10"), figure("乙", "20余")]
    assert charts(few) == ()
    chart = charts([*few, figure("丙", "近40"), figure("丁", "128000"), figure("戊", "5", "个")])[0]
    assert [(b.entry.id, b.sure, b.open) for b in chart.bars] == [("丙", 900, 1000), ("乙", 500, 550), ("甲", 250, 250)]
    assert chart.signs == ("近", "余")
    assert charts([figure(str(i), "0") for i in range(3)]) == ()


def test_wholes_and_goals() -> None:
    total, part = figure("总", "100"), figure("分", "60", part_of="总", incomplete="是")
    whole = wholes([total, part, figure("别", "5", "个", part_of="总")])[0]
    assert (whole.parts, whole.rest, whole.said) == (((part, 0, 600),), True, True)
    assert wholes([total, figure("别", "5", "个", part_of="总")]) == ()
    goal = goals([figure("甲", "50", target="200"), total])[0]
    assert (goal.bar.sure, goal.target) == (250, 1000)


def test_timeline_says_its_gaps() -> None:
    road = years([entry("milestones", w, when=w) for w in ("2011", "2014-05", "2015")])
    assert [(y.year, y.until) for y in road] == [(2011, 0), (2012, 2013), (2014, 0), (2015, 0)]
    assert [t.lamp for t in street(road)] == ["lit", "", "", "lit", "lit"]
    assert street(road[:1]) == ()
    planned = years([entry("milestones", "x", when="2021", state="即将启动")])
    assert planned[0].planned


def test_scene_listens_to_words() -> None:
    def scene(headline: str, name: str) -> tuple[bool, ...]:
        of = site(home={"headline": [headline], "scene": name}).settings
        found = home_scene(of)
        return found.water, found.wheat, found.garden, found.rail

    assert scene("从前是麦田", "东风渠边") == (True, True, False, False)
    assert scene("列车从这里出发", "植物园边") == (False, False, True, True)


def test_small_things() -> None:
    assert (root_of("a/b.html"), root_of("a.html")) == ("../", "")
    assert quoted("a/街.html#x") == "a/%E8%A1%97.html#x"
    assert (tel("0371-1234 5678"), tel("0371-12345678转801")) == ("037112345678", "037112345678,801")
    assert signed("红色先锋 益起前行") == ("红色先锋", "益起前行")
    assert signed("香香姐服务社") == ("香香姐服务社",)
    assert signed("红色先锋益起前行啊") == ("红色先锋益", "起前行啊")
    sizes = [
        fit(Figure.parse(v), u)
        for v, u in (("715", "个"), ("5000", "个"), ("5000余", "人次"), ("126419", "立方米"), ("12345.6万", "平方公里"))
    ]
    assert sizes == ["", "st-fit-1", "st-fit-2", "st-fit-3", "st-fit-4"]
    assert fit(Figure.parse("超过123456789.12万"), "平方公里") == "st-fit-5"
    assert characters('<h1 class="x">门<br>开&amp;</h1><p class="st-y">2011年</p><p>不</p>') == "门开&2011年"
    assert PartialDate.parse("2018-07").zh == "2018年7月"


def test_every_page_path_is_its_own(tmp_path: Path) -> None:
    of = read_project(ROOT, dt.date(2018, 7, 10)).site
    assert of is not None
    paths = [page.path for page in pages(of, {})]
    assert len(paths) == len(set(paths))
    assert not list(tmp_path.iterdir())
