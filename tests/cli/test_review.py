"""`streetlight review`, and what a release holds of what was approved."""

import random
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from PIL import Image

from generator.schema.fields import Line, Lines, RichText
from generator.settings import THEME
from generator.site.glyphs import shipped_glyphs
from tests.conftest import Ran, Streetlight
from tests.store.edits import Value, Written, written

DATE = ("--date", "2026-11-21")
STAGES = {"初审": "老许", "复审": "赵阿姨", "终审": "刘阿姨"}


@pytest.fixture
def street(minimal: Path) -> Path:
    """Return the smallest real site, which is to be reviewed in the three stages."""
    settings = minimal / "site_config.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("审核: 不审\n", ""), encoding="utf-8")
    return minimal


def sign(streetlight: Streetlight, street: Path, *what: str) -> None:
    for stage, name in STAGES.items():
        assert streetlight("review", "--project", street, "--sign", stage, "--by", name, *what).code == 0


def rules(ran: Ran) -> list[tuple[object, object]]:
    return [(row["rule"], row["entry"]) for row in ran.findings()]


def build(streetlight: Streetlight, street: Path) -> Ran:
    return streetlight("build", "--project", street, *DATE, "--format", "json")


def released(street: Path) -> dict[str, bytes]:
    files = (f for f in (street / "public").rglob("*") if f.is_file())
    return {f.relative_to(street / "public").as_posix(): f.read_bytes() for f in files}


def edit(street: Path, path: str, old: str, new: str) -> None:
    file = street / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_nothing_approved_releases_nothing_and_touches_nothing(street: Path, streetlight: Streetlight) -> None:
    ran = build(streetlight, street)
    assert ran.code == 2
    assert [rule for rule, _ in rules(ran) if rule != "review-waiting"] == ["settings-unapproved"]
    assert not (street / "public").exists()
    sign(streetlight, street, "site_config")
    ran = build(streetlight, street)
    assert ran.code == 1
    assert [rule for rule, _ in rules(ran) if rule != "review-waiting"] == ["nothing-approved"]
    assert not (street / "public").exists()


def test_an_approved_site_is_released_and_stays_when_its_approval_goes(street: Path, streetlight: Streetlight) -> None:
    sign(streetlight, street, "--all")
    ran = build(streetlight, street)
    assert (ran.code, rules(ran)) == (0, [])
    before = released(street)
    assert "notices/doctor.html" in before
    edit(street, "site_config.yml", "名称: 灯下街道", "名称: 灯上街道")
    assert build(streetlight, street).code == 2
    assert released(street) == before
    edit(street, "site_config.yml", "名称: 灯上街道", "名称: 灯下街道")
    assert build(streetlight, street).code == 0, "approved once, it may come back"


def test_a_change_takes_the_entry_out_and_nothing_else(street: Path, streetlight: Streetlight) -> None:
    sign(streetlight, street, "--all")
    assert build(streetlight, street).code == 0
    edit(street, "content/notices/doctor.yml", "量血压", "测血糖")
    ran = build(streetlight, street)
    assert (ran.code, rules(ran)) == (0, [("review-waiting", "notices/doctor")])
    files = released(street)
    assert "notices/doctor.html" not in files
    assert not any("测血糖".encode() in data for data in files.values())
    assert "projects/home-doctor.html" in files
    checked = streetlight("check", "--project", street, *DATE, "--format", "json")
    assert (checked.code, rules(checked)) == (0, [("review-waiting", "notices/doctor")])
    assert "审核" in streetlight("check", "--project", street, *DATE).out
    sign(streetlight, street, "notices/doctor")
    assert (build(streetlight, street).code, "notices/doctor.html" in released(street)) == (0, True)


def test_an_error_in_what_waits_stops_nobody_else(street: Path, streetlight: Streetlight) -> None:
    sign(streetlight, street, "--all")
    (street / "content/notices/new.yml").write_text("标题: 新的\n发布日期: 2099-01-01\n所属组织: nobody\n", "utf-8")
    checked = streetlight("check", "--project", street, *DATE, "--format", "json")
    assert checked.code == 1
    assert ("broken-reference", "notices/new") in rules(checked)
    ran = build(streetlight, street)
    assert (ran.code, rules(ran)) == (0, [("review-waiting", "notices/new")])
    refused = streetlight("review", "--project", street, "--sign", "初审", "--by", "老许", "notices/new")
    assert refused.code == 1
    assert "有错误，先改好" in refused.err
    edit(street, "content/notices/doctor.yml", "发布日期: 2018-06-21", "发布日期: 2018-06-21\n所属组织: nobody")
    sign_anyway = streetlight("review", "--project", street, "--sign", "初审", "--by", "老许", "--all")
    assert sign_anyway.code == 1
    assert "notices/doctor" in sign_anyway.err


def test_no_review_is_said(minimal: Path, streetlight: Streetlight) -> None:
    ran = build(streetlight, minimal)
    assert (ran.code, rules(ran)) == (0, [("review-off", "")])
    assert streetlight("check", "--project", minimal, *DATE, "--format", "json").out == ""
    for words in (("review",), ("review", "--all"), ("review", "--sign", "初审", "--by", "老许", "--all")):
        off = streetlight(*words, "--project", minimal)
        assert (off.code, "不审" in off.out) == (0, True)
    assert not (minimal / "content/reviews").exists()


def test_the_list_says_what_waits_for_which_stage(street: Path, streetlight: Streetlight) -> None:
    said = streetlight("review", "--project", street)
    assert said.code == 0
    assert "等初审，7条：" in said.out
    assert "notices/doctor  家庭医生每周到社区  [没审过]" in said.out
    sign(streetlight, street, "--all")
    assert streetlight("review", "--project", street).out == "都审完了，一共7条\n"
    edit(street, "content/notices/doctor.yml", "量血压", "测血糖")
    streetlight("review", "--project", street, "--sign", "初审", "--by", "老许", "notices/doctor")
    (street / "content/notices/later.yml").write_text("标题: \x1b[2J黑客\n发布日期: 2018-06-20\n", "utf-8")
    (street / "content/notices/more.yml").write_text("标题: 停水\n发布日期: 2018-06-20\n", "utf-8")
    out = streetlight("review", "--project", street).out
    assert out.index("等复审，1条：") < out.index("等初审，1条：")
    assert "[改过, 初审 老许 " in out
    english = streetlight("review", "--project", street, "--lang", "en").out
    assert "waiting for 复审: 1" in english
    assert "[changed, 初审 老许 " in english


def test_the_difference_is_shown(street: Path, streetlight: Streetlight, tmp_path: Path) -> None:
    for colour in ("red", "blue"):
        (street / "content/media").mkdir(exist_ok=True)
        Image.new("RGB", (800, 600), colour).save(street / f"content/media/{colour}.png")
    photo = "照片: [{文件: media/red.png, 图说: 社区门口, 同意公开: 是}]\n"
    with (street / "content/notices/doctor.yml").open("a", encoding="utf-8") as file:
        file.write(photo)
    sign(streetlight, street, "--all")
    edit(street, "content/notices/doctor.yml", "media/red.png", "media/blue.png")
    edit(street, "content/notices/doctor.yml", "量血压", "测血糖")
    shown = streetlight("review", "--project", street, "notices/doctor")
    assert shown.code == 0
    assert "量血压" in shown.out.replace("「", "").replace("」", "")
    assert "测血糖" in shown.out.replace("「", "").replace("」", "")
    page = tmp_path / "deep/审核.html"
    assert streetlight("review", "--project", street, "--html", page).code == 0
    html = unescape(page.read_text(encoding="utf-8"))
    assert re.search("[0-9]{4}年[0-9]+月[0-9]+日", html)
    assert re.findall(r"<span>(.审)</span>", html) == list(STAGES), "lines to sign on paper"
    assert html.count("data:image/webp;base64,") == 2, "the picture as it was and as it is"
    assert "notices/doctor" in html
    assert "projects/home-doctor" not in html
    assert streetlight("review", "--project", street, "projects/home-doctor").out.count("没有变") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--sign", "初审", "--all"), "要写全"),
        (("--by", "老许", "--all"), "要写全"),
        (("--sign", "初审", "--by", "老许"), "要写全"),
        (("--sign", "初审", "--by", "老许", "--all", "--html", "x.html"), "要写全"),
        (("--all", "notices/doctor"), "不用再写"),
        (("--sign", "二审", "--by", "老许", "--all"), "没有“二审”这一道。有：初审、复审、终审"),
        (("--sign", "初审", "--by", " ", "--all"), "要写姓名"),
        (("--sign", "初审", "--by", "长" * 51, "--all"), "要写姓名"),
        (("--sign", "初审", "--by", "老\x1b许", "--all"), "要写姓名"),
        (("--sign", "初审", "--by", "老\u200b许", "--all"), "要写姓名"),
        (("--sign", "初审", "--by", "\u3164", "--all"), "要写姓名"),
        (("--sign", "初审", "--by", "老许", "notices/doctor@"), "@后面"),
        (("--sign", "初审", "--by", "老许", "notices/doctor@12ab"), "@后面"),
        (("--sign", "初审", "--by", "老许", "notices/doctor@notdigits"), "@后面"),
        (("--sign", "初审", "--by", "老许", "notices/doctor", "notices/nothing"), "没有“notices/nothing”这一条"),
        (("nothing",), "没有“nothing”这一条"),
    ],
)
def test_wrong_usage_signs_nothing(words: tuple[str, ...], said: str, street: Path, streetlight: Streetlight) -> None:
    ran = streetlight("review", "--project", street, *words)
    assert ran.code == 2
    assert said in ran.err
    assert not (street / "content/reviews").exists()


def test_refusals(street: Path, streetlight: Streetlight) -> None:
    def signing(stage: str, name: str, key: str = "notices/doctor") -> Ran:
        return streetlight("review", "--project", street, "--sign", stage, "--by", name, key)

    assert "现在该签的是初审" in (early := signing("复审", "老许")).err
    assert early.code == 1
    assert signing("初审", "老许").code == 0
    assert "现在该签的是复审" in signing("初审", "赵阿姨").err
    assert "要换一个人" in (same := signing("复审", " 老许 ")).err
    assert same.code == 1
    assert signing("复审", "赵阿姨").code == 0
    assert signing("终审", "刘阿姨").code == 0
    assert "已经审完" in signing("终审", "刘阿姨").err
    assert "not signed: notices/doctor: is approved already" in (
        streetlight("review", "--project", street, "--sign", "终审", "--by", "x", "notices/doctor", "--lang", "en").err
    )


def test_what_was_read_is_what_is_signed(street: Path, streetlight: Streetlight, tmp_path: Path) -> None:
    """The command that the difference view and the page show holds what was read; afterwards changed, it is refused."""
    shown = streetlight("review", "--project", street, "notices/doctor").out
    read = re.findall(r"notices/doctor@[0-9a-f]{12}", shown)[-1]
    assert f"streetlight review --sign 初审 --by 姓名 {read}" in shown
    assert shown.count("看过以后又改了，就签不上") == 1
    page = tmp_path / "审核.html"
    streetlight("review", "--project", street, "--html", page)
    assert f"streetlight review --sign 初审 --by 姓名 {read}" in page.read_text("utf-8")
    signing = ("review", "--project", street, "--sign", "初审", "--by", "老许")
    edit(street, "content/notices/doctor.yml", "量血压", "测血糖")
    ran = streetlight(*signing, read, "site_config")
    assert (ran.code, "签了1条" in ran.out) == (1, True)
    assert "没有签 notices/doctor：看过以后又改了" in ran.err
    assert not (street / "content/reviews/notices.jsonl").exists()
    edit(street, "content/notices/doctor.yml", "测血糖", "量血压")
    assert streetlight(*signing, read.upper().replace("NOTICES/DOCTOR", "notices/doctor")).code == 0


def test_all_signs_what_waits_for_the_stage_alone(street: Path, streetlight: Streetlight) -> None:
    signing = ("review", "--project", street, "--sign")
    streetlight(*signing, "初审", "--by", "老许", "notices/doctor", "site_config")
    second = streetlight(*signing, "复审", "--by", "赵阿姨", "--all")
    assert (second.code, "签了2条" in second.out) == (0, True)
    again = streetlight(*signing, "复审", "--by", "赵阿姨", "--all")
    assert (again.code, again.out) == (0, "签了0条\n")


def test_settings_that_cannot_be_read(street: Path, streetlight: Streetlight) -> None:
    edit(street, "site_config.yml", "名称: 灯下街道", "名字: 灯下街道")
    ran = streetlight("review", "--project", street)
    assert (ran.code, "unknown-key" in ran.out) == (2, True)


MARKED = re.compile(r"[\u4e00-\u9fff](?=[^\u4e00-\u9fff]*$)")
TEXTS = (".html", ".xml", ".js", ".ics", ".txt", ".json")


@pytest.fixture
def marked(repository: Path, tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """Return a copy of the repository's own street in whose texts each entry has a character of its own, and these by key.

    It stands at the end of each text; nowhere else in the content, the theme or our own words does it occur.
    """
    shutil.copytree(repository / "content", tmp_path / "content", ignore=shutil.ignore_patterns("reviews"))
    shutil.copy(repository / "site_config.yml", tmp_path)
    ours = [*tmp_path.rglob("*.*"), *(repository / "theme").rglob("*.*"), *(repository / "generator").rglob("*.py")]
    known = {ch for f in ours if f.suffix in {".yml", ".md", ".html", ".js", ".py"} for ch in f.read_text("utf-8")}
    free = iter(sorted(ch for ch in shipped_glyphs(THEME / "fonts") - known if "\u4e00" <= ch <= "\u9fff"))
    marks: dict[str, str] = {}
    for file in sorted((tmp_path / "content").glob("*/*.yml")):
        text = file.read_text(encoding="utf-8")
        for entry in reversed(written(text, file.parent.name, file.stem)):
            mark = marks[f"{entry.collection}/{entry.id}"] = next(free)
            for value in sorted(own_words(entry), key=lambda v: -v.node.start_mark.index):
                new = MARKED.sub(mark, value.node.value, count=1)
                text = replace(entry, text=text).with_value(value, new)
        file.write_text(text, encoding="utf-8")
    return tmp_path, marks


def own_words(entry: Written) -> list[Value]:
    """Return the texts of an entry but units: those are said by every approved text that quotes the figure."""
    return [v for v in entry.of(Line, Lines, RichText) if v.path != ("unit",)]


def said_in(files: Mapping[str, bytes]) -> str:
    """Return every text of a release, its file names included, with what is escaped as it is read."""
    texts = "\n".join(f"{path}\n{data.decode()}" for path, data in files.items() if path.endswith(TEXTS))
    return unquote(unescape(re.sub(r"\\+u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), texts)))


def test_a_release_holds_no_word_of_what_waits(marked: tuple[Path, dict[str, str]], streetlight: Streetlight) -> None:
    street, marks = marked
    dice = random.Random(7)  # noqa: S311  # a choice of entries, no secret
    everything = streetlight("check", "--project", street, *DATE, "--format", "json")
    wrong = {row["entry"] for row in everything.findings() if row["severity"] == "error"}
    approved = {key for key in marks if key not in wrong and dice.random() < 0.5}
    sign(streetlight, street, "site_config", *approved)
    ran = build(streetlight, street)
    assert ran.code == 0, ran.out
    files = released(street)
    text = said_in(files)
    assert [key for key in marks if key not in approved and (marks[key] in text or f"{key}.html" in files)] == []
    assert len([key for key in approved if marks[key] in text and f"{key}.html" in files]) > len(approved) * 0.9
