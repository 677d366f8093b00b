"""Whole builds that somebody meant to break: hostile text in every field, a spoilt cache, long chains, long lists."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import marshal
import re
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import html5lib
import pytest

from generator.collections import COLLECTIONS
from generator.findings import Place
from generator.render.fonts import Fonts
from generator.render.screens import render_screens
from generator.render.website import Website, compiled, render_website
from generator.render.website.pages import pages
from generator.render.website.tree import DEEPEST, Branch, tree
from generator.schema import Record, fields_of
from generator.schema.fields import Choice, FieldType, Group, Id, Items, Line, Lines, MediaPath, Phone, RichText
from generator.settings import THEME, Home, Settings
from generator.site import Entry, Site
from generator.store import read_project

pytestmark = pytest.mark.wide

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2020, 6, 1)
HOSTILE = [
    '"><script>alert(1)</script>', "'><img src=x onerror=alert(1)>", "{{7*7}}", "{% raw %}", "</title><script>1</script>", "]]><x>",
    "a\u2028b\u2029c", "&lt;script&gt;", "' onclick='x", '" onload="x', "</script><script>2</script>", "${7*7}", "javascript:alert(1)",
    "<!--", "*/<style>*{}</style>", "\\u003cscript>", "a},{b",
]  # fmt: skip
SHORT = ['">', "'>", "<b>", "&", "]]>", "{{", "</p>", '"', "'", "<"]
RUNNING = re.compile(r"^on|^style$|^srcdoc$|^formaction$")


def hostile(limit: int, turn: int) -> str:
    """Return a hostile text of at most so many characters."""
    fitting = [h for h in HOSTILE if len(h) <= limit] or [s for s in SHORT if len(s) <= limit]
    return fitting[turn % len(fitting)]


def spoilt(model: type[Record], raw: dict[str, Any], turn: int) -> dict[str, Any]:
    """Put hostile text into every text field of a record."""
    found = dict(raw)
    for at, (name, spec) in enumerate(fields_of(model).items(), turn):
        text = hostile_field(spec.type, at)
        if text is not None:
            found[name] = text
        elif spec.items and isinstance(raw.get(name), list):
            found[name] = [spoilt(spec.items, item, at) for item in raw[name]]
    return found


def hostile_field(kind: FieldType, turn: int) -> object:
    """Return hostile text for a field of text; None for a field that takes none."""
    if isinstance(kind, RichText):
        return "\n\n".join(HOSTILE[turn % 16 :] + HOSTILE[: turn % 16])
    if isinstance(kind, Id | Phone | MediaPath | Choice | Group | Items) or not isinstance(kind, Line):
        return None
    return (
        [hostile(kind.limit, turn), hostile(kind.limit, turn + 1)]
        if isinstance(kind, Lines)
        else hostile(kind.limit, turn)
    )


def hostile_site() -> Site:
    """Return a site with entries of every collection and settings, all of whose text fields are hostile."""
    groups = {}
    for name, c in COLLECTIONS.items():
        raws = [spoilt(c.model, dict(c.sample), turn) for turn in range(len(HOSTILE))]
        entries = [
            Entry(
                c,
                f"e{i}",
                c.model.model_validate(raw),
                Place("x.yml"),
            )
            for i, raw in enumerate(raws)
        ]
        groups[name] = tuple(entries)
    raw = spoilt(Settings, {}, 2) | {"url": "https://street.example/", "home": spoilt(Home, {}, 3)}
    raw["screens"] = [{"id": "lobby", "name": hostile(20, 1), "size": "1920x1080", "place": "大厅"}]
    return Site(Settings.model_validate(raw), TODAY, COLLECTIONS, groups)


def built(site: Site, cache: Path) -> dict[str, bytes]:
    """Render website and screens."""
    fonts = Fonts(THEME / "fonts")
    slides, _ = render_screens(site, fonts, cache)
    return {a.path: a.data for a in [*render_website(site, fonts, cache), *slides]}


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built(hostile_site(), tmp_path_factory.mktemp("cache"))


def test_hostile_text_leaves_xml_well_formed(attacked: dict[str, bytes]) -> None:
    for path in ("feed.xml", "sitemap.xml"):
        root = ET.fromstring(attacked[path])
        assert len(list(root)) > 20
        assert {e.tag.rpartition("}")[2] for e in root.iter()} <= {
            "feed", "id", "title", "updated", "author", "name", "link", "entry", "published", "category", "summary",
            "urlset", "url", "loc", "lastmod",
        }  # fmt: skip


def test_hostile_text_is_only_text_on_pages(attacked: dict[str, bytes]) -> None:
    found = [path for path in attacked if path.endswith(".html")]
    assert len(found) > len(COLLECTIONS) * len(HOSTILE)
    for path in found:
        tree_ = html5lib.parse(attacked[path].decode(), treebuilder="etree", namespaceHTMLElements=False)
        assert list(foreign(tree_.iter(), path.startswith("screens/"))) == [], path
        assert (
            "{{7*7}}" in "".join(tree_.itertext()) or path in ("404.html", "search.html") or path.startswith("screens/")
        )
        for style in tree_.iter("style"):
            style.text = ""
        assert "49" not in re.sub(r"·\d{4}·\d{4}", "", "".join(tree_.itertext())), path


def ours() -> str:
    """Return the one script that stands in a screen's page: it loads the player again where it did not run."""
    page = (THEME / "screens/player/index.html").read_text(encoding="utf-8")
    return page.rpartition("<script>")[2].partition("</script>")[0]


def foreign(elements: Iterable[Any], screen: bool) -> Iterator[str]:  # noqa: FBT001
    """Yield what no template of ours writes."""
    for e in elements:
        if screen and e.tag == "script" and e.text == ours():
            continue
        if e.tag == "script" and ((e.text or "").strip() or not re.fullmatch(r"[\w./-]+\.js", e.get("src", ""))):
            yield f"script {e.text} {e.get('src')}"
        if e.tag in ("iframe", "object", "embed", "base", "x") or (e.tag == "style" and not screen):
            yield str(e.tag)
        yield from (f"{name}={value}" for name, value in e.attrib.items() if bad(str(name), value) and not screen)


def bad(name: str, value: str) -> bool:
    """Tell whether an attribute runs or leads to something that runs."""
    return bool(RUNNING.search(name)) or (name in ("href", "src") and value.strip().lower().startswith("javascript:"))


def test_hostile_text_is_only_text_in_slides(attacked: dict[str, bytes]) -> None:
    scripts = [path for path in attacked if path.endswith("/a.js")]
    assert scripts
    for path in scripts:
        text = attacked[path].decode("ascii")
        assert not re.search("</script|<!--", text, re.IGNORECASE)
        deck = json.loads(json.loads(f"[{text.removeprefix('STREETLIGHT.take(').removesuffix(');' + chr(10))}]")[2])
        assert "<script>" in unescape("".join(slide["html"] for slide in deck["slides"]))
        for slide in deck["slides"]:
            shown = html5lib.parseFragment(slide["html"], treebuilder="etree", namespaceHTMLElements=False)
            tags = {str(e.tag) for e in shown.iter()}
            assert not tags & {"script", "iframe", "img", "x", "style", "title"}, tags
            assert not [n for e in shown.iter() for n in e.attrib if str(n).startswith("on")]


@pytest.fixture
def uninstalled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Have no compiled templates beside the program, as before it is installed whole."""
    monkeypatch.setattr(compiled, "BESIDE", tmp_path / "none.pyc")


def website(site: Site, cache: Path) -> dict[str, bytes]:
    return {a.path: a.data for a in render_website(site, Fonts(THEME / "fonts"), cache)}


@pytest.mark.usefixtures("uninstalled")
@pytest.mark.parametrize("garbage", [b"", b"{}", b"[]", b"null", b"\x00\xff" * 500, b"half"])
def test_a_spoilt_cache_changes_nothing(minimal: Path, tmp_path: Path, garbage: bytes) -> None:
    site = read_project(minimal, dt.date(2026, 11, 21)).site
    assert site is not None
    cache = tmp_path / "cache"
    compiled.KNOWN.clear()
    first = website(site, cache)
    files = [f for f in cache.rglob("*") if f.is_file()]
    kept = {f: f.read_bytes() for f in files}
    assert {f.parent.name for f in files} == {"shells", "headings", "templates", "search"}
    for file in files:
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2] if garbage == b"half" else garbage)
    compiled.KNOWN.clear()
    assert website(site, cache) == first
    assert [f for f in files if f.read_bytes() != kept[f]] == []


@pytest.mark.usefixtures("uninstalled")
def test_code_that_another_put_into_the_cache_is_never_run(minimal: Path, tmp_path: Path) -> None:
    site = read_project(minimal, dt.date(2026, 11, 21)).site
    assert site is not None
    compiled.KNOWN.clear()
    first = website(site, tmp_path)
    (file,) = (tmp_path / "templates").iterdir()
    code = compile(f"open({str(tmp_path / 'run')!r}, 'w')", "x", "exec")
    forged = marshal.dumps(dict.fromkeys(compiled.texts_of(THEME / "website" / "templates"), code))
    for start in (b"", bytes(32), hashlib.sha256(forged).digest(), file.read_bytes()[:32]):
        file.write_bytes(start + forged)
        compiled.KNOWN.clear()
        assert website(site, tmp_path) == first
    assert not (tmp_path / "run").exists()


def depth(branch: Branch) -> int:
    """Return how many levels stand below and with a branch."""
    return 1 + max(map(depth, branch.children), default=0)


def chain(length: int) -> tuple[Entry, ...]:
    """Return organisations each of which belongs to the one before."""
    c = COLLECTIONS["organisations"]
    raw = {"title": "街", "date": "2020-05-01", "kind": "社区"}
    above = [{}, *({"organisation": f"o{i}"} for i in range(length - 1))]
    return tuple(Entry(c, f"o{i}", c.model.model_validate(raw | a), Place("x.yml")) for i, a in enumerate(above))


def test_a_long_chain_of_organisations_is_drawn_whole(tmp_path: Path) -> None:
    entries = chain(2000)
    (root,) = tree(entries)
    assert depth(root) == DEEPEST + 1
    settings = Settings.model_validate({"name": "街", "source": "街", "home": {"headline": ["灯"]}})
    site = Site(settings, TODAY, COLLECTIONS, {"organisations": entries})
    html = Website(site, Fonts(THEME / "fonts"), tmp_path).document("organisations/index.html").decode()
    assert set(re.findall(r"organisations/(o\d+)\.html", html)) == {e.id for e in entries}


def test_no_list_page_has_an_entry_s_address() -> None:
    c = COLLECTIONS["notices"]
    raws = [{"title": "停水", "date": (dt.date(2015, 1, 1) + dt.timedelta(i)).isoformat()} for i in range(200)]
    ids = [f"page-{i}" for i in range(100)] + [f"index-{i}" for i in range(100)]
    entries = tuple(Entry(c, i, c.model.model_validate(raw), Place("x.yml")) for i, raw in zip(ids, raws, strict=True))
    paths = [p.path for p in pages(few_words({"notices": entries}), {})]
    assert len(paths) == len(set(paths))
    assert {p for p in paths if p.startswith("notices/index.")} == {
        f"notices/index{n}.html" for n in ("", ".1", ".2", ".3")
    }


def few_words(groups: dict[str, tuple[Entry, ...]]) -> Site:
    """Return a site of these entries."""
    settings = Settings.model_validate({"name": "街", "source": "街", "home": {"headline": ["灯"]}})
    return Site(settings, TODAY, COLLECTIONS, groups)


@pytest.mark.parametrize("name", ["notices", "achievements", "brands"])
def test_time_for_each_page_stays_flat(tmp_path: Path, name: str) -> None:
    taken = [seconds_per_page(name, number, tmp_path) for number in (500, 4000)]
    assert taken[1] < taken[0] * 1.6


def seconds_per_page(name: str, number: int, cache: Path) -> float:
    """Return the time of one entry among so many, at best of two."""
    c = COLLECTIONS[name]
    raw = {k: v for k, v in c.sample.items() if k not in ("organisation", "figures", "awards", "part_of")}
    entries = tuple(
        Entry(
            c,
            f"e{i}",
            c.model.model_validate(raw | {"part_of": "e0"} if name == "achievements" and i % 2 else raw),
            Place("x.yml"),
        )
        for i in range(number)
    )
    found = []
    for _ in range(2):
        site = few_words({name: entries})
        start = time.process_time()
        website = Website(site, Fonts(THEME / "fonts"), cache)
        for _ in website.documents(website.paths):
            pass
        found.append((time.process_time() - start) / number)
    return min(found)
