"""Encodings that staff's files come in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.store.text import NotText, decode

CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=4)
SAMPLE = "标题: 健康体检\n数值: 5000余\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_reads(encoding: str) -> None:
    assert decode(SAMPLE.encode(encoding), "a.yml") == SAMPLE


@given(CHINESE)
def test_utf8_and_gb18030_come_to_the_same(text: str) -> None:
    assert decode(text.encode("utf-8"), "a") == decode(text.encode("utf-8-sig"), "a") == text


@given(CHINESE.filter(lambda t: len(t) > 8))
def test_gb18030(text: str) -> None:
    assert decode(f"标题: {text}\n".encode("gb18030"), "a") == f"标题: {text}\n"


def test_line_ends_of_every_system() -> None:
    assert decode(b"a\r\nb\rc\n", "a") == "a\nb\nc\n"


def test_composed_characters() -> None:
    assert decode("e\u0301".encode(), "a") == "é"


def test_damage_names_the_line() -> None:
    damaged = SAMPLE.encode()[:-3] + b"\xff\n"
    with pytest.raises(NotText) as refused:
        decode(damaged, "a.yml")
    assert refused.value.place.line == 2


def test_half_a_utf16_character() -> None:
    with pytest.raises(NotText):
        decode(b"\xff\xfe\x00", "a")
