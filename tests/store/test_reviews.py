"""Records of approval: who counts as having signed, lines that are damaged, and two who sign at once."""

import datetime as dt
import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from generator.collections import COLLECTIONS
from generator.site import Media
from generator.site.shown import Snapshot
from generator.store import read_project
from generator.store.files import MEDIA, REVIEWS
from generator.store.reviews import Reviews, Signature, read_reviews
from generator.store.signing import Pen, refusal, sign
from generator.store.small import MOST_BYTES, keep_small, small_file, small_picture

STAGES = ("初审", "复审", "终审")
AT = "2026-11-21T09:00:00+08:00"


def shown(word: str = "一", key: str = "notices/water") -> Snapshot:
    return Snapshot(key, ((("title",), word), (("photos", 0, "alt"), "门口")), ((("photos", 0, "file"), "ab" * 32),))


def signed(project: Path, snapshot: Snapshot, *names: str) -> None:
    for stage, name in zip(STAGES, names, strict=False):
        assert sign(project, STAGES, Pen(stage, name, AT), [snapshot]) == {}


def lines(project: Path) -> list[str]:
    return (project / "content/reviews/notices.jsonl").read_text(encoding="utf-8").splitlines()


def test_stages_are_signed_in_order_each_by_another_person(tmp_path: Path) -> None:
    state = read_reviews(tmp_path, STAGES).state("notices/water", shown().digest)
    assert (state.signed, state.next_stage, state.last) == ((), "初审", None)
    signed(tmp_path, shown(), "甲", "乙")
    state = read_reviews(tmp_path, STAGES).state("notices/water", shown().digest)
    assert [(s.stage, s.by) for s in state.signed] == [("初审", "甲"), ("复审", "乙")]
    assert state.next_stage == "终审"
    assert refusal(state, Pen("终审", "丙", AT)) is None
    assert "现在该签的是终审" in str(refusal(state, Pen("初审", "丙", AT)))
    for same in ("甲", " 甲", "乙 "):
        assert "要换一个人" in str(refusal(state, Pen("终审", same, AT)))
    signed_all = sign(tmp_path, STAGES, Pen("终审", "丙", AT), [shown()])
    assert signed_all == {}
    done = read_reviews(tmp_path, STAGES).state("notices/water", shown().digest)
    assert done.next_stage == ""
    assert "已经审完" in str(refusal(done, Pen("终审", "丁", AT)))


INVISIBLE = [
    0x200B,
    0x200D,
    0x2060,
    0xFEFF,
    0x00AD,
    0x034F,
    0x061C,
    0x115F,
    0x3164,
    0xFFA0,
    0xFE0F,
    0xE0100,
    0xE0061,
    0x202E,
    0x2800,
]


@pytest.mark.parametrize(
    "same",
    [*(f"Zhang{chr(code)}三" for code in INVISIBLE), "ＺＨＡＮＧ三", "zhang 三", "Zhang　三", "Zhang·三"],
)
def test_a_character_that_cannot_be_seen_makes_nobody_another(same: str, tmp_path: Path) -> None:
    signed(tmp_path, shown(), "Zhang三")
    state = read_reviews(tmp_path, STAGES).state("notices/water", shown().digest)
    assert "要换一个人" in str(refusal(state, Pen("复审", same, AT)))
    with (tmp_path / "content/reviews/notices.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(Signature("notices/water", "复审", same, AT, shown().digest)._asdict()) + "\n")
    assert read_reviews(tmp_path, STAGES).state("notices/water", shown().digest).next_stage == "复审"


@pytest.mark.parametrize("other", ["张三丰", "张四", "Zhang", "章三"])
def test_another_name_is_another_person(other: str, tmp_path: Path) -> None:
    signed(tmp_path, shown(), "张三", other)
    assert read_reviews(tmp_path, STAGES).state("notices/water", shown().digest).next_stage == "终审"


def test_lines_that_break_the_rules_count_for_nothing(tmp_path: Path) -> None:
    """Whoever writes them by hand: a later stage first, no name, a person twice, a stage twice."""
    folder = tmp_path / "content/reviews"
    folder.mkdir(parents=True)
    digest = shown().digest
    written = [
        ("终审", "丙"),
        ("初审", "\u200b·"),
        ("初审", "甲"),
        ("初审", "丁"),
        ("复审", "甲"),
        ("终审", "丁"),
        ("复审", "乙"),
    ]
    rows = [Signature("notices/water", stage, by, AT, digest)._asdict() for stage, by in written]
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (folder / "notices.jsonl").write_text(text, encoding="utf-8")
    state = read_reviews(tmp_path, STAGES).state("notices/water", digest)
    assert [(s.stage, s.by) for s in state.signed] == [("初审", "甲"), ("复审", "乙")]
    assert state.next_stage == "终审"


def test_an_approval_is_of_one_entry_and_one_digest(tmp_path: Path) -> None:
    signed(tmp_path, shown(), *"甲乙丙")
    reviews = read_reviews(tmp_path, STAGES)
    assert reviews.state("notices/water", shown("二").digest).next_stage == "初审"
    assert reviews.state("notices/power", shown().digest).next_stage == "初审"
    assert shown(key="notices/power").digest != shown().digest
    assert [a.key for a in reviews.approved([shown(), shown(key="notices/power")])] == ["notices/water"]


def test_what_was_last_approved_can_be_compared(tmp_path: Path) -> None:
    signed(tmp_path, shown("一"), *"甲乙丙")
    signed(tmp_path, shown("二"), "甲", "乙")
    assert read_reviews(tmp_path, STAGES).state("notices/water", shown("二").digest).last == shown("一")
    signed(tmp_path, shown("三"), *"甲乙丙")
    signed(tmp_path, shown("四"), "甲")
    assert read_reviews(tmp_path, STAGES).state("notices/water", shown("四").digest).last == shown("三")
    back = read_reviews(tmp_path, STAGES).state("notices/water", shown("一").digest)
    assert back.next_stage == "初审", "what was replaced does not come back by itself"
    kept = [line for line in lines(tmp_path) if '"words"' in line]
    assert len(kept) == 4, "words are kept once for each digest"


def test_what_was_replaced_comes_back_when_it_is_signed_again(tmp_path: Path) -> None:
    for word in "一二一":
        signed(tmp_path, shown(word), *"甲乙丙")
        reviews = read_reviews(tmp_path, STAGES)
        assert [a.digest for a in reviews.approved([shown("一"), shown("二")])] == [shown(word).digest]


def test_words_that_are_not_those_that_were_signed_are_not_shown_as_such(tmp_path: Path) -> None:
    signed(tmp_path, shown("一"), *"甲乙丙")
    file = tmp_path / "content/reviews/notices.jsonl"
    file.write_text(file.read_text(encoding="utf-8").replace('"一"', '"二"'), encoding="utf-8")
    state = read_reviews(tmp_path, STAGES).state("notices/water", shown("三").digest)
    assert (state.next_stage, state.last) == ("初审", None)


def test_fewer_stages_need_fewer_signatures(tmp_path: Path) -> None:
    signed(tmp_path, shown(), "甲", "乙")
    assert read_reviews(tmp_path, ("初审", "复审")).state("notices/water", shown().digest).next_stage == ""
    assert read_reviews(tmp_path, ("科室", "主任")).state("notices/water", shown().digest).next_stage == "科室"


DAMAGED = [
    '{"entry": "notices/water", "stage": "初',
    "[]",
    "null",
    '{"entry": "notices/water"}',
    '{"entry": 1, "stage": "初审", "by": "甲", "at": "", "digest": ""}',
    '{"entry": "events/fair", "stage": "初审", "by": "甲", "at": "", "digest": ""}',
    "[" * 100_000,
]


@pytest.mark.parametrize("damaged", [d.encode() for d in DAMAGED] + [b'{"entry": "\xff\xfe"}'], ids=range(8))
def test_a_damaged_line_is_named_and_loses_nothing(damaged: bytes, tmp_path: Path) -> None:
    signed(tmp_path, shown(), "甲", "乙")
    file = tmp_path / "content/reviews/notices.jsonl"
    first, second = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(first + damaged + b"\n" + second + damaged)
    reviews = read_reviews(tmp_path, STAGES)
    assert [(f.rule.id, f.place.path, f.place.line) for f in reviews.findings] == [
        ("review-unreadable", "content/reviews/notices.jsonl", 2),
        ("review-unreadable", "content/reviews/notices.jsonl", 4),
    ]
    assert reviews.state("notices/water", shown().digest).next_stage == "终审"
    assert sign(tmp_path, STAGES, Pen("终审", "丙", AT), [shown()]) == {}
    assert file.read_bytes().startswith(first + damaged + b"\n" + second + damaged + b"\n"), "not a byte was touched"
    assert read_reviews(tmp_path, STAGES).state("notices/water", shown().digest).next_stage == ""


SIGNER = """
import sys
from pathlib import Path
from generator.site.shown import Snapshot
from generator.store.signing import Pen, sign
project, name = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
sys.stdin.readline()
for i in range(200):
    shown = Snapshot(f"notices/n{i}", ((("title",), "字" * 2000),), ())
    print(i, sign(project, ("初审", "复审"), Pen("初审", name, "now"), [shown]).get(shown.key, ""), flush=True)
"""


def test_two_who_sign_at_once_lose_nothing(tmp_path: Path) -> None:
    """Both sign the same entries one by one: each is signed once, by whoever came first; the other is told."""
    command = [sys.executable, "-c", SIGNER, str(tmp_path)]
    running = [subprocess.Popen([*command, name], stdin=-1, stdout=-1, text=True) for name in ("甲", "乙")]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60)[0] for process in running]
    assert all(process.returncode == 0 for process in running)
    written = [json.loads(line)["entry"] for line in lines(tmp_path)]
    assert sorted(written) == sorted(f"notices/n{i}" for i in range(200)), "each once"
    refused = [int(row.split()[0]) for text in said for row in text.splitlines() if "该签的" in row]
    assert sorted(refused) == list(range(200)), "the slower one is told"
    assert read_reviews(tmp_path, ("初审",)).findings == []


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "content/reviews").symlink_to(outside)
    with pytest.raises(OSError, match="reviews"):
        sign(tmp_path, STAGES, Pen("初审", "甲", AT), [shown()])
    (tmp_path / "content/reviews").unlink()
    (tmp_path / "content/reviews").mkdir()
    (tmp_path / "content/reviews/notices.jsonl").symlink_to(outside / "x")
    with pytest.raises(OSError, match="notices"):
        sign(tmp_path, STAGES, Pen("初审", "甲", AT), [shown()])
    assert list(outside.iterdir()) == []
    assert read_reviews(tmp_path, STAGES) == Reviews(STAGES)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P"])
def test_small_pictures(mode: str, tmp_path: Path) -> None:
    noise = Image.frombytes("RGB", (900, 600), os.urandom(900 * 600 * 3)).convert(mode)
    file = tmp_path / "photo.png"
    exif = Image.Exif()
    exif[0x010E] = "SECRET"
    noise.save(file, exif=exif)
    data = small_picture(file.read_bytes())
    with Image.open(BytesIO(data)) as small:
        assert small.format == "WEBP"
        assert max(small.size) <= 320
        assert small.width * 2 == pytest.approx(small.height * 3, abs=3)
    assert len(data) <= MOST_BYTES
    assert b"SECRET" not in data
    film = Media(tmp_path / "film.mp4", 640, 360, "cd" * 32, duration=3.0)
    keep_small(tmp_path, [Media(file, 900, 600, "ab" * 32), film])
    assert small_file(tmp_path, "ab" * 32).is_file()
    assert not small_file(tmp_path, "cd" * 32).exists()
    assert [f.name for f in (tmp_path / "content/reviews/pictures").iterdir()] == [f"{'ab' * 32}.webp"]


@pytest.mark.parametrize(
    ("written", "stages"),
    [
        ("", STAGES),
        ("审核: 不审", ()),
        ("review: off", ()),
        ("审核: 终审", ("终审",)),
        ("审核: [科室, 分管领导]", ("科室", "分管领导")),
    ],
)
def test_the_stages_are_a_setting(written: str, stages: tuple[str, ...], minimal: Path) -> None:
    assert settings_with(written, minimal) == (stages, [])


@pytest.mark.parametrize(
    "written", ["[初审, 初审]", "[初审, 不审]", "[]]", "{初审: 甲}", "[一二三四五六七八九]", "[1, 2, 3, 4, 5, 6, 7]"]
)
def test_stages_that_are_none(written: str, minimal: Path) -> None:
    stages, findings = settings_with(f"审核: {written}", minimal)
    assert (stages, len(findings)) == (None, 1)


def settings_with(line: str, minimal: Path) -> tuple[tuple[str, ...] | None, list[str]]:
    settings = minimal / "site_config.yml"
    text = settings.read_text(encoding="utf-8").replace("审核: 不审", line)
    settings.write_text(text, encoding="utf-8")
    reading = read_project(minimal, dt.date(2026, 11, 21))
    return reading.site.settings.review if reading.site else None, [f.message() for f in reading.findings]


def test_no_collection_has_the_name_of_a_folder_that_holds_no_entries() -> None:
    assert not {MEDIA, REVIEWS} & COLLECTIONS.keys()
