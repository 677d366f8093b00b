"""500 edits after approval: each that changes what is shown voids it, each that does not keeps it."""

import datetime as dt
import json
import random
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image

from generator.collections import COLLECTIONS
from generator.findings import Severity
from generator.render.markdown import to_html
from generator.schema import Record, fields_of
from generator.settings import Settings
from generator.site import Site
from generator.site.shown import SETTINGS, Snapshot, settings_snapshot, snapshot, snapshots
from generator.store import read_project
from generator.store.reviews import Reviews, read_reviews
from generator.store.signing import Pen, sign
from tests.store.edits import QUIET, SHOWING, Edit, Written, written

DAY = dt.date(2026, 11, 21)
STAGES = ("初审", "复审", "终审")
EDITS = 500
SEED = 20261121


@pytest.fixture(scope="module")
def street(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the repository's own street whose every entry all stages have signed."""
    folder = tmp_path_factory.mktemp("street")
    shutil.copytree(repository / "content", folder / "content", ignore=shutil.ignore_patterns("reviews"))
    shutil.copy(repository / "site_config.yml", folder)
    site = read_project(folder, DAY).site
    assert site is not None
    for stage, name in zip(STAGES, "甲乙丙", strict=True):
        assert sign(folder, STAGES, Pen(stage, name, "2026-11-21T09:00:00+08:00"), snapshots(site)) == {}
    return folder


@pytest.fixture(scope="module")
def reviews(street: Path) -> Reviews:
    return read_reviews(street, STAGES)


@pytest.fixture(scope="module")
def entries(street: Path) -> list[tuple[str, Written]]:
    """Return every entry that stands in a YAML file of its own words as (path below content/, entry)."""
    files = sorted(f for f in (street / "content").glob("*/*.yml"))
    found = []
    for file in files:
        text = file.read_text(encoding="utf-8")
        if "{{" not in text:
            path = file.relative_to(street / "content").as_posix()
            found += [(path, entry) for entry in written(text, file.parent.name, file.stem)]
    return found


@pytest.fixture(scope="module")
def bench(street: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project of one file at a time, so that reading it takes no time."""
    folder = tmp_path_factory.mktemp("bench")
    shutil.copy(street / "site_config.yml", folder)
    shutil.copytree(street / "content/media", folder / "content/media")
    return folder


def read(bench: Path, path: str, data: bytes, key: str) -> Snapshot:
    """Read a file through the real reader and return what is shown of one of its entries."""
    file = bench / "content" / path
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)
    reading = read_project(bench, DAY)
    file.unlink()
    errors = [f for f in reading.findings if f.rule.severity is Severity.ERROR]
    assert not errors, (path, errors, data.decode())
    assert reading.site is not None
    entry = reading.site.find(*key.split("/"))
    assert entry is not None
    return snapshot(entry, reading.site)


def edited(entries: list[tuple[str, Written]], edit: Edit, dice: random.Random) -> tuple[str, Written, str]:
    """Return a file after an edit that could be done to one of its entries."""
    while True:
        path, entry = dice.choice(entries)
        after = edit(entry, dice)
        if after is not None and after != entry.text:
            return path, entry, after


def test_500_edits(entries: list[tuple[str, Written]], bench: Path, reviews: Reviews) -> None:
    dice, done = random.Random(SEED), Counter[str]()  # noqa: S311  # edits, not secrets
    for number in range(EDITS):
        kinds = QUIET if number % 2 else SHOWING
        edit = kinds[number // 2 % len(kinds)]
        path, entry, after = edited(entries, edit, dice)
        key = f"{entry.collection}/{entry.id}"
        now = read(bench, path, after.encode(), key)
        state = reviews.state(key, now.digest)
        assert (state.next_stage == "") is (kinds is QUIET), (edit.__name__, path, key, after)
        assert state.last is not None
        done[edit.__name__] += 1
    assert set(done) == {edit.__name__ for edit in (*QUIET, *SHOWING)}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030", "crlf"])
def test_an_encoding_shows_nothing(
    encoding: str, entries: list[tuple[str, Written]], bench: Path, reviews: Reviews
) -> None:
    path, entry = entries[0]
    data = entry.text.replace("\n", "\r\n").encode() if encoding == "crlf" else entry.text.encode(encoding)
    key = f"{entry.collection}/{entry.id}"
    assert reviews.state(key, read(bench, path, data, key).digest).next_stage == ""


def test_an_entry_may_move_to_a_file_of_its_own(
    entries: list[tuple[str, Written]], bench: Path, reviews: Reviews
) -> None:
    path, entry = next((p, e) for p, e in entries if e.node.start_mark.column)
    start, margin = entry.node.start_mark.index, entry.node.start_mark.column
    lines = entry.text[start : entry.node.end_mark.index].split("\n")
    text = "\n".join([lines[0], *(line[margin:] for line in lines[1:])])
    key = f"{entry.collection}/{entry.id}"
    alone = f"{entry.collection}/anything.yml"
    assert reviews.state(key, read(bench, alone, text.encode(), key).digest).next_stage == ""
    other = text.replace(entry.id, f"{entry.id}-2")
    renamed = read(bench, alone, other.encode(), f"{key}-2")
    assert reviews.state(f"{key}-2", renamed.digest).next_stage == "初审", "another address is another entry"
    assert path


PHOTO = """\
标题: 院子
发布日期: 2018-06-20
照片:
  - 文件: media/{file}
    图说: {alt}
    图注: {caption}
    同意公开: {consent}
"""


def test_pictures_count_by_their_bytes(bench: Path) -> None:
    def shown(
        file: str = "a.png", colour: str = "red", alt: str = "门口", caption: str = "新门", consent: str = "是"
    ) -> str:
        Image.new("RGB", (40, 30), colour).save(bench / "content/media" / file)
        text = PHOTO.format(file=file, alt=alt, caption=caption, consent=consent)
        return read(bench, "notices/yard.yml", text.encode(), "notices/yard").digest

    approved = shown()
    assert shown(file="another-name.png") == approved
    changed = [shown(colour="blue"), shown(alt="后门"), shown(caption="旧门"), shown(consent="否")]
    assert len({approved, *changed}) == 5


def test_blank_lines_that_change_the_page_count(bench: Path) -> None:
    def digest(body: str) -> str:
        head = "标题: 院子\n发布日期: 2018-06-20\n正文: "
        return read(bench, "notices/yard.yml", f"{head}{json.dumps(body)}\n".encode(), "notices/yard").digest

    assert digest("一\n\n二") == digest("一\n \n\n二  \n")
    assert digest("一 \n二") == digest("一\n二")
    assert digest("一\n二") != digest("一\n\n二"), "two paragraphs"
    assert digest("一  \n二") != digest("一\n二"), "a line break"
    assert digest("```\n一\n\n\n二\n```") != digest("```\n一\n\n二\n```"), "code"
    assert digest("一\n\n    二") != digest("一\n\n二"), "code, or part of a list"


def test_blank_lines_that_do_not_count_show_nothing(entries: list[tuple[str, Written]]) -> None:
    bodies = [v.node.value.strip() for _, entry in entries for v in entry.values if v.path == ("body",)]
    assert len(bodies) > 80
    for body in bodies:
        spaced = body.replace("\n\n", "\n \n\n").replace("。\n", "。 \n")
        assert plain(to_html(spaced)) == plain(to_html(body))


def plain(html: str) -> str:
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", html)


SETTINGS_QUIET = [
    ("名称: 东风路街道", "名称: 东风路街道  # 全称"),
    ("像素: 1920x1080", "像素: 1280x720"),
    ("    观看距离: 8", "    观看距离: 9"),
    ("几张: 10", "几张: 11"),
    ("代号: DF", "代号: DF\n公钥: []"),
    ("简介: ", "description: "),
    ("所在地: 郑州市金水区\n代号: DF\n", "代号: 'DF'\n\n所在地: \"郑州市金水区\"\n"),
]
SETTINGS_SHOWING = [
    ("名称: 东风路街道", "名称: 东风路社区"),
    ("来源: 东风路街道工作纪实（2018年）", "来源: 东风路街道工作纪实（2019年）"),
    ("    - 从前是麦田，", "    - 从前是麦地，"),
    ("    名称: 一楼大厅", "    名称: 二楼大厅"),
    ("名称: 早上办事", "名称: 早上接待"),
    ("    - claimed-projects\n    - health-checks", "    - health-checks\n    - claimed-projects"),
    ("代号: DF", "代号: DF\n放假: 2027-10-01"),
    ("代号: DF", "代号: DF\n审核: [初审, 终审]"),
    ("代号: DF", "代号: DF\n轻重: [{规则: parts-sum, 轻重: 说明}]"),
    ("代号: DF", "代号: DF\n电话: 0371-12345678"),
]


@pytest.mark.parametrize(("old", "new"), [*SETTINGS_QUIET, *SETTINGS_SHOWING], ids=lambda text: text.split("\n")[-1])
def test_settings(old: str, new: str, street: Path, tmp_path: Path, reviews: Reviews) -> None:
    shutil.copytree(street, tmp_path, dirs_exist_ok=True)
    settings = tmp_path / "site_config.yml"
    before = settings.read_text(encoding="utf-8")
    assert old in before
    settings.write_text(before.replace(old, new, 1), encoding="utf-8")
    kept = reviews.state(SETTINGS, settings_snapshot(site_of(tmp_path)).digest).next_stage == ""
    assert kept is ((old, new) in SETTINGS_QUIET)


def test_every_row_has_a_field_that_must_be_there() -> None:
    """Else a row of nothing but defaults would have no words, and its coming and going would void nothing."""
    models: list[type[Record]] = [Settings, *(c.model for c in COLLECTIONS.values())]
    while models:
        specs = fields_of(models.pop()).values()
        rows = [spec.items for spec in specs if spec.items]
        assert all(any(inner.required for inner in fields_of(row).values()) for row in rows)
        models += rows


def test_a_figure_that_changes_voids_what_quotes_it(minimal: Path) -> None:
    notice = minimal / "content/notices/doctor.yml"
    notice.write_text(notice.read_text(encoding="utf-8") + "上屏一句: 体检做了{{ check-ups }}\n", encoding="utf-8")
    before = {s.key: s.digest for s in snapshots(site_of(minimal))}
    figures = minimal / "content/achievements/figures.yml"
    text = figures.read_text(encoding="utf-8")
    assert "5000余" in text
    figures.write_text(text.replace("5000余", "6000余"), encoding="utf-8")
    after = {s.key: s.digest for s in snapshots(site_of(minimal))}
    assert {key for key in before if before[key] != after[key]} == {"achievements/check-ups", "notices/doctor"}


def site_of(project: Path) -> Site:
    site = read_project(project, DAY).site
    assert site is not None
    return site
