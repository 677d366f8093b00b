"""The gate reads what pages have in common once: nothing can hide at the seams, nor in a shell that is nearly the same."""

from __future__ import annotations

import random

import pytest

from generator.checks.gate import Gate
from generator.checks.gate.markup import read_markup
from generator.checks.gate.pages import Pages
from generator.checks.gate.said import Words
from generator.checks.gate.tags import Tags
from generator.checks.personal import found_in
from generator.checks.personal.search import SUSPICIOUS, harmless, suspicious
from generator.site import Artifact
from tests.checks.plants import NUMBER
from tests.checks.test_gate import CALM, code, street

HEAD = """<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8">
    <title>{title}</title>
    <script src="../assets/streetlight.js"></script>
    <link rel="stylesheet" href="../assets/material.css">
  </head>
  <body>
<nav class="tabs"><ul>
<li><a href="index.html">首页</a></li>
<li><a href="brands.html">品牌</a></li>
<li><a href="honours.html">荣誉，一共好几样，都在这里</a></li>
</ul></nav>
<main>
"""
FOOT = f"""
</main>
<footer class="foot" id="foot">
<p title="办公电话">办公电话 {CALM}，周一到周五有人接</p>
<p>地址：某市某区灯下街道东风路的便民服务站</p>
</footer>
</body></html>
"""


def page(words: str, title: str = "一件事") -> bytes:
    return (HEAD.format(title=title) + words + FOOT).encode()


def told(words: bytes) -> set[str]:
    """Return the rules that a page breaks, read whole by the patterns alone."""
    texts = [said.text for said in read_markup(words) if isinstance(said, Words)]
    return {rule.id for text in texts for rule, _ in found_in(text)}


def taught() -> Gate:
    """Return a gate that knows the shell of the pages of a folder."""
    gate = Gate(street())
    for n in range(4):
        assert gate.read(Artifact(f"events/{n}.html", page(f"<h1>第{n}件事</h1>\n<p>办好了{n}次</p>")))
    return gate


def read(gate: Gate, data: bytes) -> set[str]:
    gate.read(Artifact("events/new.html", data))
    return {finding.rule.id for finding in gate.end(tuple)}


def pages() -> Pages:
    return Pages(frozenset(), lambda text: harmless(text, frozenset(), frozenset()))


def test_a_shell_is_read_once() -> None:
    known = pages()
    for n in range(3):
        assert known.quiet(f"events\n{n}.html", page(f"<p>第{n}件事</p>"))
    assert sum(map(len, known._kinds["events"].rest(page("<p>又一件事</p>")) or ())) < 300  # noqa: SLF001


def test_the_name_of_a_page_is_read_with_it() -> None:
    known = pages()
    assert not known.quiet(f"events\n{NUMBER}.html", page("<p>一件事</p>"))
    assert known.quiet("events\n1.html", page("<p>一件事</p>"))


LABEL = "<p>独居的老人，有人上门去看</p>"


def test_a_label_with_a_word_of_the_rules_is_learnt() -> None:
    known = pages()
    assert all(known.quiet(f"boards\n{n}.html", page(f"<p>第{n}块</p>\n{LABEL}")) for n in range(3))
    assert not any(LABEL.encode() in piece for piece in known._kinds["boards"].rest(page(LABEL)) or ())  # noqa: SLF001


@pytest.mark.parametrize(
    ("label", "around"),
    [
        (LABEL, "<p>独居的王建国</p>"),
        ("<p>身份证</p>", "<p>1234</p>"),
        ("<p>微信</p>", "<p>lamp_abc99</p>"),
        ("<p>电话</p>", "<p>138123***78</p>"),
        ("<p>王建国家住5号楼</p>", "<p>3单元501</p>"),
        ('<p title="王建国家住5号楼">字</p>', '<p title="3单元501">字</p>'),
        ("<p>王建国</p>", "<p>1990年1月1日</p>\n<p>出生</p>"),
        ("<p>小学</p>", "<p>3班的王建国</p>"),
        ("<p>5-3-201</p>", "<p>王建国家住3座</p>"),
        ("<p>挂在单元门口</p>", "<p>王建国家住3座</p>"),
    ],
)
def test_a_label_that_was_harmless_is_none_with_what_makes_it_tell(label: str, around: str) -> None:
    gate = Gate(street())
    for n in range(4):
        gate.read(Artifact(f"events/{n}.html", page(f"<p>第{n}件事</p>\n{label}")))
    for words in (f"{label}\n{around}", f"{around}\n{label}", f"{label}{around}"):
        data = page(f"<p>第九件事</p>\n{words}")
        assert gate.read(Artifact("events/9.html", data)) == (not told(data)), words


SPLIT = f"{NUMBER[:5]}{{}}{NUMBER[5:]}"
HIDDEN = {
    "in the middle": page(f"<p>{NUMBER}</p>"),
    "in the title": page("<p>字</p>", NUMBER),
    "in the midst of the shell": page("<p>字</p>").replace(b"</ul></nav>", f"<li>{NUMBER}</li>\n</ul></nav>".encode()),
    "at the end of a line of the shell": page("<p>字</p>").replace(b"</ul></nav>", f"</ul></nav>{NUMBER}".encode()),
    "in an attribute of the shell": page("<p>字</p>").replace(b'id="foot"', f'id="foot" data-a="{NUMBER}"'.encode()),
    "one digit of the shell's own number": page("<p>字</p>").replace(CALM.encode(), NUMBER.encode()),
    "behind the page": page("<p>字</p>") + NUMBER.encode(),
    "before the page": f"<p>{NUMBER}</p>".encode() + page("<p>字</p>"),
    "cut by tags": page(f"<p>{SPLIT.format('<b>')}</b></p>"),
    "cut by lines and tags": page(f"<p>{SPLIT.format(chr(10) + '<span>')}</span></p>"),
    "cut by an empty script": page(f"<p>{SPLIT.format('<script></script>')}</p>"),
    "cut by a comment": page(f"<p>{SPLIT.format('<!-- -->')}</p>"),
    "cut by a comment over a seam": page(f"<p>{SPLIT.format('<!--' + chr(10) + '<p>字</p>-->')}</p>"),
    "in a comment": page(f"<!-- {NUMBER} -->"),
    "in a comment that the shell ends": page(f"<!-- {NUMBER}").replace(b"<p title", b"--><p title"),
    "in a comment around the shell": page("<!-- x").replace(b"</body>", f"{NUMBER} --></body>".encode()),
    "in a script": page(f"<script>var a = '{NUMBER}'</script>"),
    "in a style": page(f"<style>/*{NUMBER}*/</style>"),
    "in an attribute over a seam": page(f'<p title="\n<p>字</p>{NUMBER}">字</p>'),
    "in an attribute that the shell ends": page(f'<p data-a="{NUMBER}'),
    "with angles in an attribute": page(f'<p title="a>{NUMBER}<b">字</p>'),
    "escaped": page("<p>" + "".join(f"&#{ord(ch)};" for ch in NUMBER) + "</p>"),
    "escaped twice": page(f'<p>&lt;b data-a="{NUMBER}"&gt;</p>'),
    "escaped in an address": page(f'<a href="?{"".join(f"%{ord(ch):02x}" for ch in NUMBER)}">字</a>'),
    "in upper-case tags": page(f"<P>{SPLIT.format(chr(10) + '<SPAN>')}</SPAN></P>"),
    "from right to left, after a line's end": page(f"<p>\u202e</p>\n<p>{NUMBER[::-1]}</p>"),
    "from right to left": page(f"<p>\u202e{NUMBER[::-1]}</p>"),
    "in the name of a tag's value without quotes": page(f"<p data-a={NUMBER}>字</p>"),
    "in a text that looks like an attribute": page(f'<p>a="{NUMBER}"</p>'),
    "with signs that stand for tags": page(f"<p>{SPLIT.format(chr(1))}</p>"),
}  # fmt: skip


@pytest.mark.parametrize("data", HIDDEN.values(), ids=HIDDEN.keys())
def test_a_number_is_found_wherever_it_hides(data: bytes) -> None:
    assert read(taught(), data) == told(data)
    if b"\x01" not in data:
        assert "mobile-phone" in told(data)


SAME = "<h2>一样的一段话，每一页都有，写得长一点才好认，再长一点，还要再长一点</h2>\n<p>这一行也是一样的</p>"


def test_half_a_number_in_the_shell_is_half_of_one() -> None:
    """The shell ends in digits: what follows them on the page makes the number, though neither is suspicious alone."""
    head, tail = NUMBER[:6], NUMBER[6:]
    for half, rest in (
        (f"<p>拨 {head}", f"\n<span>{tail}</span> 转</p>"),
        (f"<p>拨 {head}", f"{tail}</p>"),
        (f"<tr><td>拨 {head}", f"\n<i>{tail}</i></td></tr>"),
        (f'<p title="拨 {head}">字</p>', f'\n<p title="{tail} 转">字</p>'),
    ):
        gate = Gate(street())
        for n in range(4):
            gate.read(Artifact(f"events/{n}.html", page(f"{SAME}\n{half}\n<p>第{n}件事</p>")))
        data = page(f"{SAME}\n{half}{rest}\n<p>第九件事</p>")
        assert read(gate, data) == told(data) == {"mobile-phone"}


def test_what_begins_no_block_is_no_piece_of_its_own() -> None:
    """A page may begin with <span>; the same line on another page goes on with the word before it."""
    gate, line = Gate(street()), f"<span>{NUMBER[6:]}</span>{'<p>一段话</p>' * 20}"
    for n in range(4):
        gate.read(Artifact(f"a/{n}.html", f"{line}\n<p>{n}</p>".encode()))
    assert not gate.read(Artifact("a/b.html", f"<p>拨 {NUMBER[:6]}\n{line}\n<p>5</p>".encode()))


def test_a_file_in_an_address_is_opened() -> None:
    assert "mobile-phone" in read(taught(), page(f"<p>{code(NUMBER)}</p>"))


def test_a_door_in_the_next_attribute_is_found() -> None:
    data = page('<p title="王建国家住3座" data-a="301">字</p>')
    assert read(taught(), data) == told(data) == {"home-address"}


BITS = (
    "<p>", "</p>", "\n<p>", "\n<div>", "\n  </div>", "<span>", "\n<span>", "</span>", "<br>", "\n<td>", "</td>", "<th>",
    NUMBER, NUMBER[:6], NUMBER[6:], NUMBER[:3], " ", "\n", "字", "座", "301", "1999", "出生", "一九九〇年一月一日", "王建国", "身份证",
    '<p title="', '">', "<p title='", "'>", "<!--", "-->", "<script>", "</script>", '<script src="a"></script>', "<style>",
    "12栋", "\n<p>301", "独居", "小学", "3班", "七岁", "豫A", "12345", '<p title="12栋">', '\n<p title="301">', "</style>", "<![CDATA[", "]]>", "<", ">", "=", '"', "&lt;", "&#49;", "%31", "\\u0031", "\u200b", "\u202e", "微信号", "lamp_abc99",
    f'<p title="{NUMBER[:6]}">', f'<p title="{NUMBER[6:]}转">', f"\n<b>{NUMBER[6:]}", "5号楼3单元501", "残疾", "***", "\x01", "<SPAN>",
)  # fmt: skip


def test_nothing_is_lost_at_the_seams_of_any_page() -> None:
    """Pages put together at random, read by a gate that has learnt from others of their kind, and read whole."""
    chance, found = random.Random(6), 0  # noqa: S311  # nothing secret
    for _ in range(150):
        gate, shells = Gate(street()), ["".join(chance.choices(BITS, k=5)) for _ in range(3)]
        for _ in range(9):
            own = ["".join(chance.choices(BITS, k=chance.randrange(4))) for _ in range(4)]
            long = "\n<p>一样的一段话，每一页都有，写得长一点才好认，一样的一段话，每一页都有</p>"
            data = f"<p>{own[0]}{long}{shells[0]}{own[1]}{shells[1]}{long}{own[2]}{long}{shells[2]}{own[3]}".encode()
            broken = told(data)
            assert gate.read(Artifact("a/b.html", data)) == (not broken), data.decode()
            found += bool(broken)
    assert 200 < found < 1200  # of 1350


def test_tags_are_read_as_the_patterns_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    chance, plain = random.Random(7), 0  # noqa: S311  # nothing secret
    values = ("a", "", "a b", "&#49;", "&#0;", "%31", "1<2", "<!--", "<script", "a=b", "</p>", "a>b", "\\u0031")
    texts = [f'<p title="{one}" x="{two}" alt="{two}" hidden/>字-->字' for one in values for two in values]
    texts += ["".join(chance.choices(BITS, k=chance.randrange(1, 12))) for _ in range(3000)]
    tags = Tags()
    quick = [tags.told(text) for text in texts]
    monkeypatch.setattr(Tags, "told", lambda *_: None)
    for text, said in zip(texts, quick, strict=True):
        if said is not None:
            plain += 1
            assert [words.text for words in read_markup(text.encode()) if isinstance(words, Words)] == [*said], text
    assert plain > 300


def test_what_is_harmless_is_clean_two_blanks_away_from_anything() -> None:
    chance, calm = random.Random(9), 0  # noqa: S311  # nothing secret
    for _ in range(6000):
        text = "".join(chance.choices(BITS, k=chance.randrange(1, 5))).replace("<", "").strip()
        if suspicious(text) and harmless(text, frozenset(), frozenset()):
            calm += 1
            around = [chance.choice(BITS).replace("<", "").strip("\n") for _ in range(2)]
            if not any(suspicious(f"字\n{each}") for each in around):
                assert not [*found_in(f"{around[0]} \n{text} \n{around[1]}")], (text, around)
    assert calm > 300


def test_what_is_not_suspicious_is_clean_between_any_lines() -> None:
    chance, calm = random.Random(8), 0  # noqa: S311  # nothing secret
    signs = (
        *BITS,
        "138 ",
        "-",
        "2018-09-16 00:00",
        CALM,
        "33.800000000000004",
        "12",
        "平方米",
        "户",
        "电话",
        "6222 0212 ",
    )
    for _ in range(3000):
        text = "".join(chance.choices(signs, k=chance.randrange(1, 7))).replace("<", "").strip("\n")
        if not suspicious(text):
            calm += 1
            assert not [*found_in(f"身份证手机\n{text}\n户平方米")], text
    assert calm > 300
    assert not suspicious(f"办公电话 {CALM}")
    assert any(pattern.search(f"办公电话 {CALM}") for pattern in SUSPICIOUS)
