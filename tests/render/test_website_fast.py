"""Pages made quickly are the pages made slowly: compiled templates against Jinja's own way, one process against two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, UndefinedError
from markupsafe import Markup

from generator.collections import COLLECTIONS
from generator.findings import Place
from generator.render.fonts import Fonts
from generator.render.markdown import to_html
from generator.render.website import Website, compiled
from generator.render.website.assets import parted
from generator.render.website.kin import MOST
from generator.render.website.links import quoted, root_of, tel
from generator.render.website.pages import WebPage, pages
from generator.render.website.templates import FILTERS, GENERAL, Templates, fit, signed
from generator.render.website.waiting import waiting_tag
from generator.render.website.website import WEBSITE, published_pictures
from generator.settings import THEME, Settings
from generator.site import Entry, Site
from generator.store import read_project

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2020, 6, 1)
STREETS = [ROOT, *sorted((ROOT / "examples").iterdir())]
TEMPLATES = WEBSITE / "templates"


def slowly(site: Site, found: list[WebPage]) -> Iterator[str]:
    """Yield the bodies of pages as Jinja renders the same templates itself."""
    for root in ("", "../"):
        environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals |= {"site": site, "settings": site.settings, "root": root}
        environment.filters |= {
            "href": lambda path, root=root: root + quoted(path),
            "md": lambda text: Markup(to_html(text)),  # noqa: S704 (nh3 has cleaned it)
            "tel": tel,
            "fit": fit,
            "signed": signed,
            "waits": lambda entry: waiting_tag(entry, site),
        }
        for page in (page for page in found if root_of(page.path) == root):
            try:
                template = environment.get_template(page.template)
            except TemplateNotFound:
                template = environment.get_template(GENERAL[page.template.partition("/")[0]])
            yield template.render(page.context, trail=page.trail, path=page.path)


@pytest.mark.parametrize("street", STREETS, ids=lambda street: street.name)
def test_compiled_templates_make_what_jinja_makes(street: Path, tmp_path: Path) -> None:
    site = read_project(street, dt.date(2018, 7, 10)).site
    assert site is not None
    found = sorted(pages(site, published_pictures(site, tmp_path)), key=lambda page: root_of(page.path))
    assert {root_of(page.path) for page in found} == {"", "../"}
    templates = Templates(site, TEMPLATES)
    for page, body in zip(found, slowly(site, found), strict=True):
        assert templates.body(page) == body, page.path


def rendered(folder: Path, text: str, **names: object) -> str:
    (folder / "x.html").write_text(text, encoding="utf-8")
    (folder / "parts.html").write_text(
        "{% macro one(a, b='二') %}{{ a }}{{ b }}{% endmacro %}"
        "{% macro around() %}[{{ caller() }}]{% endmacro %}{% macro must(a) %}{{ a }}{% endmacro %}",
        encoding="utf-8",
    )
    codes = compiled.compiled_anew(compiled.texts_of(folder), FILTERS)
    return compiled.Fast(codes, {}, {}).get_template("x.html").render(names)


IMPORT = '{% from "parts.html" import one, around, must %}'


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{{ one('<') }}", "&lt;二"),
        ("{{ one('一', b=3) }}{{ one(b='a', a='b') }}", "一3ba"),
        ("{% call around() %}<b>{{ one('&') }}</b>{% endcall %}", "[<b>&amp;二</b>]"),
        ("{{ x.real + 1 }}{{ y['k'] }}{{ y.get('k') }}{{ 'a' ~ 1.5 }}", "8vva1.5"),
        ("{{ none }}{{ true }}{{ [1, '<'] }}", "NoneTrue[1, &#39;&lt;&#39;]"),
        ("{% if z is defined %}da{% else %}weg{% endif %}", "weg"),
        ("{{ (x if x else y).real }}", "7"),
    ],
)
def test_what_templates_may_say(tmp_path: Path, text: str, made: str) -> None:
    assert rendered(tmp_path, IMPORT + text, x=7, y={"k": "v"}) == made


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("{{ z }}", UndefinedError),
        ("{{ x.nothing }}", AttributeError),
        ("{{ y['nothing'] }}", KeyError),
        ("{{ must() }}", UndefinedError),
        ("{{ one('a', c=1) }}", TypeError),
        ("{{ one('a', 'b', 'c') }}", TypeError),
        ('{% from "parts.html" import nothing %}', AttributeError),
    ],
)
def test_what_is_not_there_is_an_error(tmp_path: Path, text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        rendered(tmp_path, IMPORT + text, x=7, y={"k": "v"})


def test_compiled_templates_lie_beside_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "BESIDE", tmp_path / "here.pyc")
    monkeypatch.setattr(compiled, "KNOWN", {})
    compiled.install(TEMPLATES, FILTERS)
    made = compiled.compiled_anew(compiled.texts_of(TEMPLATES), FILTERS)
    monkeypatch.setattr(compiled, "compiled_anew", lambda *_: pytest.fail("compiled again"))
    assert compiled.compiled(TEMPLATES, FILTERS, None) == made


@pytest.mark.parametrize("change", ["text", "file"])
def test_other_templates_are_compiled_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    monkeypatch.setattr(compiled, "BESIDE", tmp_path / "here.pyc")
    monkeypatch.setattr(compiled, "KNOWN", {})
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "x.html").write_text("甲", encoding="utf-8")
    compiled.install(folder, ())
    (folder / ("x.html" if change == "text" else "y.html")).write_text("乙", encoding="utf-8")
    codes = compiled.compiled(folder, (), tmp_path / "cache")
    assert compiled.Fast(codes, {}, {}).get_template("x.html" if change == "text" else "y.html").render() == "乙"


def test_two_who_share_the_pages_make_the_same_website(tmp_path: Path) -> None:
    site = read_project(ROOT, dt.date(2018, 7, 10)).site
    assert site is not None
    one, other, whole = (Website(site, Fonts(THEME / "fonts"), tmp_path) for _ in range(3))
    made = {a.path: a.data for a in one.documents(whole.paths[::2])} | {
        a.path: a.data for a in other.documents(whole.paths[1::2])
    }
    assert [made[path] for path in whole.paths] == [a.data for a in whole.documents(whole.paths)]
    assert list(one.faces(other.headings | one.headings)) == list(whole.faces(whole.headings))


def test_no_page_is_made_before_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = read_project(ROOT, dt.date(2018, 7, 10)).site
    assert site is not None
    made: list[str] = []

    def body(_: Templates, page: WebPage) -> str:
        made.append(page.path)
        return ""

    monkeypatch.setattr(Templates, "body", body)
    website = Website(site, Fonts(THEME / "fonts"), tmp_path)
    documents = website.documents(website.paths)
    assert made == []
    assert next(documents).path == made[0] == "index.html"
    website.document("notices/index.html")
    assert made[1:] == ["notices/index.html"]
    with pytest.raises(KeyError):
        website.document("notices/none.html")


def entry(collection: str, entry_id: str, **fields: object) -> Entry:
    kind = COLLECTIONS[collection]
    raw = dict(kind.sample) | {"title": entry_id, "date": "2020-05-01"} | fields
    return Entry(
        kind, entry_id, kind.model.model_validate({k: v for k, v in raw.items() if v is not None}), Place("x.yml")
    )


def site_of(*entries: Entry) -> Site:
    settings = Settings.model_validate({"name": "灯下街道", "source": "灯下街道", "home": {"headline": ["门开着"]}})
    groups = {
        name: tuple(sorted((e for e in entries if e.collection.name == name), key=lambda e: c.order(e.record)))
        for name, c in COLLECTIONS.items()
    }
    return Site(settings, TODAY, COLLECTIONS, groups)


def body_of(site: Site, path: str) -> str:
    (page,) = (page for page in pages(site, {}) if page.path == path)
    return Templates(site, TEMPLATES).body(page)


def named(body: str, collection: str, of: str = "e") -> list[int]:
    """Return the numbers of the entries that a page leads to, in the order in which it names them."""
    found = (part.partition(".html")[0] for part in body.split(f'href="../{collection}/{of}')[1:])
    return [int(number) for number in found if number.isdigit()]


@pytest.mark.parametrize("collection", ["resources", "brands"])
@pytest.mark.parametrize(
    ("number", "place", "mates"),
    [
        (13, 0, [*range(1, 13)]),
        (13, 12, [*range(12)]),
        (40, 0, [*range(1, 13)]),
        (40, 20, [*range(14, 20), *range(21, 27)]),
        (40, 39, [*range(27, 39)]),
        (2, 0, [1]),
    ],
)
def test_a_page_names_the_dozen_that_stand_nearest(collection: str, number: int, place: int, mates: list[int]) -> None:
    ours: dict[str, object] = {"organisation": "wenbei", "figures": [], "awards": []}
    if collection == "resources":
        ours = {"provider": "灯下药房", "projects": []}
    group = [entry(collection, f"e{i}", title=f"{i:03}", **ours) for i in range(number)]
    street = entry("organisations", "wenbei", title="文北社区", organisation=None)
    site = site_of(street, *group)
    order = [int(e.id[1:]) for e in site.current(collection)]
    body = body_of(site, f"{collection}/e{order[place]}.html")
    assert named(body, collection) == [order[i] for i in mates]
    assert (f">全部{COLLECTIONS[collection].label}</a>" in body) == (number > MOST + 1)


@pytest.mark.parametrize("number", [12, 13, 300])
def test_no_page_names_more_than_a_dozen_of_a_kind(number: int) -> None:
    service = entry("projects", "s", title="助浴", brand=None, figures=[], claimed_by=["灯下药房"], organisation=None)
    asked = [entry("requests", f"e{i}", projects=["s"], organisation=None) for i in range(number)]
    offered = [
        entry("resources", f"e{i}", projects=["s"], provider=f"单位{i}", organisation=None) for i in range(number)
    ]
    site = site_of(service, *asked, *offered)
    most = min(number, MOST)
    for path, collection in (("projects/s", "requests"), ("projects/s", "resources"), ("resources/e3", "requests")):
        body = body_of(site, f"{path}.html")
        assert len(named(body, collection)) == most
        assert (f'href="../{collection}/index.html">全部{COLLECTIONS[collection].label}</a>' in body) == (number > MOST)
    body = body_of(site, "requests/e3.html")
    assert len(named(body, "resources")) == most
    assert body.count("单位") == most
    assert ('</a>……<a href="../resources/index.html">全部资源</a></td>' in body) == (number > MOST)


def test_the_page_of_a_unit_counts_all_and_names_a_dozen() -> None:
    unit = entry("organisations", "u", title="灯下药房", organisation=None)
    offered = [entry("resources", f"e{i}", provider="灯下药房", projects=[], organisation=None) for i in range(30)]
    body = body_of(site_of(unit, *offered), "organisations/u.html")
    assert "共30项" in body
    assert len(named(body, "resources")) == MOST


def test_an_expired_entry_still_names_its_mates() -> None:
    group = [entry("resources", f"e{i}", provider="灯下药房", projects=[], organisation=None) for i in range(20)]
    past = entry("resources", "e99", provider="灯下药房", projects=[], until="2020-05-02", organisation=None)
    assert len(named(body_of(site_of(past, *group), "resources/e99.html"), "resources")) == MOST


def test_a_new_character_changes_two_small_fonts_on_average() -> None:
    chars = [chr(0x4E00 + 37 * i) for i in range(480)]
    before = parted(chars)
    assert 24 <= len(before) <= 48
    changed = []
    for place in range(0, 480, 7):
        after = parted([*chars[:place], "龘", *chars[place:]])
        assert "".join(map("".join, after)).replace("龘", "") == "".join(chars)
        assert all(len(part) <= 20 for part in after)
        changed.append(sum(part not in before for part in after))
    assert sum(changed) / len(changed) < 2.5
    assert max(changed) < 9
