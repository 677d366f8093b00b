"""2,000 damaged content files: a verdict each time, never a traceback, and `public/` untouched on errors."""

import random
from pathlib import Path

import pytest

from tests.conftest import Streetlight

pytestmark = pytest.mark.wide

SHARDS = 8
WITH_SCREEN = 0  # cutting the screen's fonts anew for each damaged character takes its time: one shard does
EACH = 250


def flip(text: bytes, dice: random.Random) -> bytes:
    damaged = bytearray(text)
    for _ in range(dice.randint(1, 4)):
        damaged[dice.randrange(len(damaged))] ^= 1 << dice.randrange(8)
    return bytes(damaged)


def cut_line(text: bytes, dice: random.Random) -> bytes:
    lines = text.split(b"\n")
    del lines[dice.randrange(len(lines))]
    return b"\n".join(lines)


def tear(text: bytes, dice: random.Random) -> bytes:
    return text[: dice.randrange(len(text))]


def wrong_type(text: bytes, dice: random.Random) -> bytes:
    lines = text.split(b"\n")
    i = dice.randrange(len(lines))
    key = lines[i].split(b":")[0]
    value = dice.choice(
        [
            b"[1, [2]]",
            b"{a: b}",
            b"- x",
            b"~",
            b"!!int 3",
            b"&a *a",
            b"|",
            b'"',
            b"0x1F",
            b"99999999999999999999",
        ]
    )
    lines[i] = key + b": " + value
    return b"\n".join(lines)


def move(text: bytes, dice: random.Random) -> bytes:
    lines = text.split(b"\n")
    i = dice.randrange(len(lines))
    lines[i] = dice.choice([b"\t", b" ", b"   ", b"- ", b": ", "：".encode(), b"%", b"---"]) + lines[i]
    return b"\n".join(lines)


MUTATIONS = (flip, cut_line, tear, wrong_type, move)


def snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(f): (f.stat().st_mtime_ns, f.stat().st_size) for f in folder.rglob("*")}


@pytest.mark.timeout(600)
@pytest.mark.parametrize("shard", range(SHARDS))
def test_damaged_content(shard: int, minimal: Path, streetlight: Streetlight) -> None:
    if shard != WITH_SCREEN:
        settings = minimal / "site_config.yml"
        settings.write_text(settings.read_text(encoding="utf-8").split("屏幕:")[0], encoding="utf-8")
    words = ("build", "--project", minimal, "--date", "2026-11-21", "--format", "json")
    assert streetlight(*words).code == 0
    dice = random.Random(shard)  # noqa: S311  # damage, not secrets
    files = sorted((minimal / "content").rglob("*.*"))
    whole = {f: f.read_bytes() for f in files}
    codes = []
    for _ in range(EACH):
        file = dice.choice(files)
        file.write_bytes(dice.choice(MUTATIONS)(whole[file], dice))
        before = snapshot(minimal / "public")
        ran = streetlight(*words)
        codes.append(ran.code)
        assert ran.code in {0, 1}, ran.err
        assert "Traceback" not in ran.out + ran.err
        if ran.code == 1:
            assert ran.findings()
            assert snapshot(minimal / "public") == before
        file.write_bytes(whole[file])
    assert {0, 1} <= set(codes)  # the damage is neither always fatal nor always harmless
