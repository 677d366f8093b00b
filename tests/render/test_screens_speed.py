"""What makes screens fast changes nothing: each short cut is held against the long way round."""

from __future__ import annotations

import datetime as dt
import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.render import beside, install, subset, woff2
from generator.render.fonts import Fonts
from generator.render.screens import album, draw_shows, never, render_screens, show, templates
from generator.render.screens.joined import JOINED, read_parts, read_yaml
from generator.render.screens.layout import LAYOUTS, layout_files, read_layouts, read_sizes
from generator.render.screens.lines import Setter
from generator.render.screens.seal import PLAIN, Plain, Seal
from generator.render.screens.signs import CLOSES, HALVES, OPENS, halved
from generator.render.screens.slide import Slide
from generator.render.screens.system import Faces
from generator.render.screens.text import Room, atoms, break_text
from generator.settings import THEME
from generator.site import Entry, Site
from tests.render import joined
from tests.render.slides import DATE, entry, samples, site

FONTS = Fonts(THEME / "fonts")
SETTER = Setter(Faces(FONTS), ("东风路街道", "文北社区"))
SCREENS = (
    {"id": "lobby", "name": "大厅", "size": "1920x1080", "place": "大厅", "without": ["照片", "视频"]},
    {"id": "crossing", "name": "路口", "size": "384x192", "place": "路口", "pitch": "100", "distance": "15"},
)
WORDS = st.text(alphabet="街道文北社区东风路灯，。、（）《》“”：的了和 a1i余9月日.\ue001龘", min_size=1, max_size=40)


# Layouts: one file of text instead of forty of YAML


def test_what_is_derived_from_the_layouts_is_as_they_are() -> None:
    assert (THEME / JOINED).read_text(encoding="utf-8") == joined.text(), "python -m tests.render.joined"


def test_layouts_read_from_the_joined_file_are_those_of_yaml(tmp_path: Path) -> None:
    shutil.copytree(THEME / LAYOUTS, tmp_path / LAYOUTS)
    bare = read_layouts(tmp_path, read_sizes(tmp_path))
    for name, layout in read_layouts(THEME, read_sizes(THEME)).items():
        assert replace(layout, folder=bare[name].folder) == bare[name]


def test_a_changed_layout_is_read_from_its_own_file(tmp_path: Path) -> None:
    shutil.copytree(THEME / "screens", tmp_path / "screens")
    file = tmp_path / LAYOUTS / "figure/layout.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("label: ", "label: 新", 1), encoding="utf-8")
    layouts = read_layouts(tmp_path, read_sizes(tmp_path))
    assert layouts["figure"].label.startswith("新")
    assert not layouts["notice"].label.startswith("新")


def test_of_a_joined_file_only_what_is_asked_for_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = read_parts(THEME, layout_files(THEME))
    monkeypatch.setattr(yaml, "load", None)
    assert [dict(one) for one in parts] != []
    monkeypatch.undo()
    assert [dict(one) for one in parts] == [read_yaml(file) for file in layout_files(THEME)]


def test_a_layout_with_an_unknown_word_is_refused(tmp_path: Path) -> None:
    shutil.copytree(THEME / LAYOUTS, tmp_path / LAYOUTS)
    file = tmp_path / LAYOUTS / "slogan/layout.yml"
    text = file.read_text(encoding="utf-8")
    for wrong, error in (
        (text.replace("box:", "bxo:"), TypeError),
        (re.sub(r"sizes:", "align: centr, sizes:", text), ValueError),
    ):
        assert wrong != text
        file.write_text(wrong, encoding="utf-8")
        with pytest.raises((error, KeyError)):
            [
                dict(way.slots)
                for ways in read_layouts(tmp_path, read_sizes(tmp_path))["slogan"].sizes.values()
                for way in ways
            ]


# Measuring: sums instead of runs


@given(st.text(alphabet=OPENS + CLOSES + "街a \n", max_size=9))
def test_the_runs_of_halved_signs(text: str) -> None:
    found = {i for half in HALVES.finditer(text) for i in range(*half.span())}
    assert [i in found for i in range(len(text))] == halved(text)


@given(WORDS, st.sampled_from(("sans-700", "serif-900", "pixel-12")), st.sampled_from((12, 35, 36, 47, 64)))
def test_a_width_is_that_of_its_runs_to_the_last_bit(text: str, face: str, px: int) -> None:
    bare = Setter(Faces(FONTS))
    vars(bare)["length"] = lambda _face, _text: None  # nothing is known of a whole text
    assert SETTER.runs(face, text, px) == bare.runs(face, text, px)
    assert SETTER.width(face, text, px) == bare.extent(bare.runs(face, text, px))
    words = atoms(text)
    meter = SETTER.meter(face, words, px)
    for i in range(len(words)):
        for j in range(i + 1, len(words) + 1):
            assert meter(i, j) == SETTER.width(face, "".join(words[i:j]).strip(" "), px)


def fewest(text: str, room: Room) -> int:
    """Return how many lines a text needs, 0 where it cannot be broken: word after word, each line as full as can be."""
    words, lines, start = SETTER.atoms(text, tight=room.tight), 0, 0
    while start < len(words):
        ends = range(start + 1, len(words) + 1)
        fits = [n for n in ends if SETTER.width(room.face, "".join(words[start:n]).strip(" "), room.px) <= room.width]
        if not fits or fits[0] != start + 1:
            return 0
        start, lines = fits[-1], lines + 1
    return lines


@settings(max_examples=300)
@given(WORDS, st.integers(0, 4), st.floats(0.5, 12), st.sampled_from((12, 36, 50)), st.booleans().map(int))
def test_what_is_said_of_a_text_without_breaking_it_is_so(
    text: str, lines: int, cells: float, px: int, tight: int
) -> None:
    room = Room("sans-700", px, int(cells * px), lines, bool(tight))
    found = break_text(text, room, SETTER)
    assert (found is not None) == (0 < fewest(text, room) <= lines)
    assert found is None or "".join(found).replace(" ", "") == text.replace(" ", "")


# What never stands on a screen: a coarse net before the fine one


NETS = [net.pattern for net in never._EVERYWHERE + never._OUTDOORS]  # noqa: SLF001
HIDING = st.text(alphabet=" ·•.-‐―_…．－＿　\n\u00ad\u200b\ufeff", max_size=2)


@settings(max_examples=400)
@given(st.data())
def test_whatever_is_refused_is_doubted(data: st.DataObject) -> None:
    word = data.draw(st.from_regex(data.draw(st.sampled_from(NETS)).pattern, fullmatch=True))
    wide = data.draw(st.booleans())
    signs = [chr(ord(ch) + 0xFEE0) if wide and "!" <= ch <= "~" else ch for ch in word]
    hidden = "".join(ch + data.draw(HIDING) for ch in signs)
    if never.refused(hidden, outdoor=True):
        assert never.doubtful(f"今天\n{hidden}\n晴")


def test_ordinary_words_are_beyond_doubt() -> None:
    said = "2018年6月，街道为5000余名居民体检（含上门）；电话0371-00000000，办事处一楼。"
    assert not never.doubtful(said)
    assert never.doubtful("受 处理")
    assert never.doubtful("㈱")


# The album: slides that were drawn before


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep no secret in this user's home, and no album in hand from one test to the next."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    album._OPEN.clear()  # noqa: SLF001
    yield
    album._OPEN.clear()  # noqa: SLF001


def street(*more: Entry) -> Site:
    return site(*samples(), *more, screens=SCREENS)


def shown(whole: Site, cache: Path | None = None) -> list[tuple[Slide, ...]]:
    shows, _ = draw_shows(whole, FONTS, cache)
    return [one.slides for one in shows]


def changed(whole: Site, old: Entry, **update: object) -> Site:
    new = replace(old, record=old.record.model_copy(update=update))
    group = tuple(new if e is old else e for e in whole.entries[old.collection.name])
    return replace(whole, entries={**whole.entries, old.collection.name: group})


def edited(whole: Site, chance: random.Random) -> Site:
    """Return a site with one thing changed."""
    old = chance.choice(whole.all())
    match chance.randrange(4):
        case 0:
            return replace(whole, date=whole.date + dt.timedelta(chance.choice((-1, 1, 30))))
        case 1:
            group = tuple(e for e in whole.entries[old.collection.name] if e is not old)
            return replace(whole, entries={**whole.entries, old.collection.name: group})
        case 2:
            return changed(whole, old, on_screen=not old.record.on_screen)
    return changed(whole, old, title=old.record.title + chance.choice("新老大小"))


def test_slides_from_the_album_are_those_that_would_be_drawn(tmp_path: Path) -> None:
    chance, whole = random.Random(6), street()  # noqa: S311  # nothing secret
    shown(whole, tmp_path)
    for step in range(8):
        whole = edited(whole, chance)
        if step % 2:
            album._OPEN.clear()  # noqa: SLF001  # as another process finds it
        assert shown(whole, tmp_path) == shown(whole), step


def test_an_unchanged_slide_is_not_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = street()
    first = render_screens(whole, FONTS, tmp_path)
    drawn: list[Slide] = []
    draw = show._Artist._slide  # noqa: SLF001  # what takes long

    def watched(*given: Any) -> Slide:  # noqa: ANN401  # whatever it takes
        drawn.append(draw(*given))
        return drawn[-1]

    monkeypatch.setattr(show._Artist, "_slide", watched)  # noqa: SLF001
    assert render_screens(whole, FONTS, tmp_path) == first
    pictured = {(slide.layout, slide.collection) for slide in drawn if slide.pictures or slide.video}
    assert {(slide.layout, slide.collection) for slide in drawn} == pictured
    album._OPEN.clear()  # noqa: SLF001
    render_screens(replace(whole, date=whole.date + dt.timedelta(1)), FONTS, tmp_path)
    assert {(slide.layout, slide.collection) for slide in drawn} > pictured


def test_a_slide_is_drawn_again_when_what_it_refers_to_changes(tmp_path: Path) -> None:
    """The name is longer than those that no line of any slide ends within."""
    north, south = "文北社区综合党群服务中心", "文南社区综合党群服务中心"
    unit = entry("organisations", "unit", title=north, kind="社区")
    brand = entry("brands", "b", title="健康家", sign="健康家", slogan="每周一次", organisation="unit")
    whole = site(unit, brand, screens=SCREENS[:1])
    none = replace(whole, entries={**whole.entries, "organisations": ()})
    for now, name in ((whole, north), (changed(whole, unit, title=south), south), (none, "东风路街道"), (whole, north)):
        slides = [slide.html for slide in shown(now, tmp_path)[0] if slide.layout == "brand"]
        assert len(slides) == 1
        assert name in slides[0]


@pytest.mark.parametrize("harm", [b"", b"\0" * 100, None])
def test_a_damaged_album_is_thrown_away_in_silence(tmp_path: Path, harm: bytes | None) -> None:
    whole = street()
    right = shown(whole, tmp_path)
    for file in (tmp_path / "slides").iterdir():
        data = file.read_bytes()
        file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]) if harm is None else harm)
    album._OPEN.clear()  # noqa: SLF001
    assert shown(whole, tmp_path) == right


def test_nothing_is_written_when_nothing_changed(tmp_path: Path) -> None:
    whole = street()
    shown(whole, tmp_path)
    before = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*") if file.is_file()}
    album._OPEN.clear()  # noqa: SLF001
    shown(whole, tmp_path)
    assert {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*") if file.is_file()} == before


def test_what_stands_in_a_row_of_neighbours_is_drawn_again_with_them(tmp_path: Path) -> None:
    steps = [entry("milestones", f"m{n}", title=f"办成了第{n}件事", when=f"20{n:02}") for n in range(1, 12)]
    whole = site(*steps, screens=SCREENS[:1])
    shown(whole, tmp_path)
    new = changed(whole, steps[8], title="换了名字的事")
    assert shown(new, tmp_path) == shown(new)
    assert "换了名字" in "".join(s.html for s in shown(new, tmp_path)[0])


def test_dates_of_the_build_are_in_every_key(tmp_path: Path) -> None:
    whole = street()
    shown(whole, tmp_path)
    later = replace(whole, date=DATE + dt.timedelta(200))
    assert shown(later, tmp_path) == shown(later)


# Marks: whole shows that stand somewhere just as they would be drawn


class Standing:
    """Knows the marks of shows, and says that those with the same mark stand."""

    def __init__(self) -> None:
        self.known: dict[str, bytes] = {}
        self.marks: dict[str, bytes] = {}

    def __call__(self, screen: str, mark: bytes) -> bool:
        self.marks[screen] = mark
        return self.known.get(screen) == mark


def made(whole: Site, cache: Path, stands: Standing | None = None, seal: Seal = PLAIN) -> dict[str, dict[str, bytes]]:
    """Return the files of each screen by path."""
    found: dict[str, dict[str, bytes]] = {}
    for file in render_screens(whole, FONTS, cache, seal=seal, stands=stands)[0]:
        found.setdefault(file.path.split("/")[1], {})[file.path] = file.data
    return found


def test_shows_with_the_same_mark_are_the_same_files(tmp_path: Path) -> None:
    chance, whole = random.Random(7), street()  # noqa: S311  # nothing secret
    standing, before = Standing(), made(street(), tmp_path)
    made(whole, tmp_path, standing)
    assert standing.marks.keys() == before.keys()
    for step in range(10):
        standing.known = standing.marks.copy()
        if step % 3:
            whole = edited(whole, chance)
        if step % 2:
            album._OPEN.clear()  # noqa: SLF001
        fresh, drawn = made(whole, tmp_path / "other"), made(whole, tmp_path, standing)
        assert {**before, **drawn} == fresh, step
        assert all(screen in drawn for screen in fresh if fresh[screen] != before[screen]), step
        assert step % 3 or not drawn, step
        before = fresh


def test_what_no_screen_shows_changes_no_mark(tmp_path: Path) -> None:
    whole, standing = street(), Standing()
    made(whole, tmp_path, standing)
    standing.known = standing.marks.copy()
    old = next(e for e in whole.all() if e.collection.name == "brands")
    assert not made(changed(whole, old, body="网页上才有的话"), tmp_path, standing)
    assert made(changed(whole, old, slogan="另一句话"), tmp_path, standing).keys() == {"lobby", "crossing"}


class Signs(Plain):
    """Signs as somebody with this key would."""

    def __init__(self, key: str, *, listed: bool = False) -> None:
        self.key, self.listed = key, listed

    @property
    def keys(self) -> dict[str, str]:
        return {self.key: "公钥"} if self.listed else {}

    def sign(self, text: str) -> dict[str, str]:
        return {self.key: f"{self.key}{len(text)}"}


def test_a_mark_hangs_on_the_keys(tmp_path: Path) -> None:
    marks = []
    for seal in (PLAIN, Signs("a"), Signs("b"), Signs("b", listed=True)):
        standing = Standing()
        made(street(), tmp_path, standing, seal)
        marks.append(standing.marks["lobby"])
    assert len(set(marks)) == len(marks)


def test_where_something_is_found_nobody_asks_whether_it_stands(tmp_path: Path) -> None:
    discipline = entry("notices", "n", title="处分了几个人")
    whole, standing = site(discipline, screens=SCREENS), Standing()
    for _ in range(2):
        assert made(whole, tmp_path, standing).keys() == {"lobby", "crossing"}
        assert [f.args["screen"] for f in render_screens(whole, FONTS, tmp_path)[1]] == ["crossing"]
        assert standing.marks.keys() == {"lobby"}


# What installing derives: templates and fonts, beside the modules


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "beside"
    monkeypatch.setattr(beside, "FOLDER", folder)
    install.install_screens()
    return folder


def test_fonts_beside_the_modules_are_those_of_the_theme(
    installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for folder in (tmp_path / "none", installed):
        subset._face.cache_clear()  # noqa: SLF001
        monkeypatch.setattr(beside, "FOLDER", folder)
        made.append([subset._make(source(face), "0123") for face in FONTS.faces()])
        monkeypatch.setattr(woff2, "unpacked", lambda _: pytest.fail("unpacked again"))
    subset._face.cache_clear()  # noqa: SLF001
    assert made[0] == made[1]
    assert {file.name.rpartition("-")[0] for file in installed.iterdir()} == {*FONTS.faces(), "layouts"}


def source(face: str) -> subset.Source:
    (file,) = FONTS.face(face).files
    return subset.Source(FONTS.folder / file.name, file.sha256)


def test_templates_beside_the_modules_are_those_of_the_layouts(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = street()
    templates.template.cache_clear()
    templates._known.cache_clear()  # noqa: SLF001
    assert installed.is_dir()
    monkeypatch.setattr(templates._JINJA, "compile", lambda _: pytest.fail("compiled again"))  # noqa: SLF001
    drawn = shown(whole)
    monkeypatch.undo()
    templates.template.cache_clear()
    monkeypatch.setattr(templates, "_known", dict)
    assert shown(whole) == drawn


def test_installing_leaves_nothing_of_former_times(installed: Path) -> None:
    old = installed / f"layouts-{'0' * 32}"
    old.write_bytes(b"old")
    install.install_screens()
    assert not old.exists()
