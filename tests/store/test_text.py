"""Encodings that staff's files come in."""

import sys
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.settings import THEME
from generator.site.glyphs import shipped_glyphs
from generator.store.text import NotText, decode, doubtful_characters, everyday_text

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


def everyday_characters() -> set[str]:
    found = {"—", "·"}
    for code in range(sys.maxunicode + 1):
        with suppress(UnicodeEncodeError):
            chr(code).encode("gb2312")
            found.add(chr(code))
    return found


def test_everyday_characters_are_composed_and_have_glyphs() -> None:
    """What makes `everyday_text` exact: each character of GB 2312 is shipped, and joins no other to a composed one."""
    found = everyday_characters()
    assert 7000 < len(found) < 8000
    assert {ch for ch in found if ch.isprintable()} <= shipped_glyphs(THEME / "fonts")
    parts = (unicodedata.decomposition(chr(code)).split() for code in range(sys.maxunicode + 1))
    second = {chr(int(code, 16)) for part in parts if part and not part[0].startswith("<") for code in part[1:]}
    assert not [
        ch for ch in found if unicodedata.combining(ch) or ch in second or not unicodedata.is_normalized("NFC", ch)
    ]


@given(
    st.text(
        st.sampled_from("一二，：。 \n\r\t\x08\x7f\u00a0\u3000\u2028\ufeff\ufffda—·锟斤拷烫屯囍𠮷é\u0301"), max_size=12
    )
)
def test_everyday_text_is_what_decoding_gives(text: str) -> None:
    data = text.encode()
    if (everyday := everyday_text(data)) is not None:
        assert everyday == decode(data, "x")
        assert list(doubtful_characters(everyday, "x")) == []


@pytest.mark.parametrize("text", ["锟斤拷", "锟斤", "烫烫烫", "屯屯", "\ufffd", "一\x08", "\x7f", "\x00"])
def test_what_is_doubtful_is_never_everyday(text: str) -> None:
    assert list(doubtful_characters(text, "x"))
    assert everyday_text(text.encode()) is None


def test_nearly_all_texts_are_everyday_ones() -> None:
    assert everyday_text("标题: “十五分钟”生活圈（一期）—— 5000余㎡\n".encode()) is None
    assert everyday_text("标题: “十五分钟”生活圈·一期——5000余人次…\n".encode()) is not None
    assert everyday_text("标题: 一\r\n".encode()) == "标题: 一\n"
