"""No body takes long, and none leaves anything to the next: bounds of Markdown, links as a browser reads them."""

from __future__ import annotations

import re
import time
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render import markdown, markdown_full
from generator.render.markdown_bounds import too_dense

FULL = 20_000
BOMBS = [
    "[", "![", "[a][", "<![", "[a](", "<a ", "[^a]: b ", "# a\n", "a\n===\n", "a\n-\n", "---\n", "=  \n", "``a`", "``\\", "`", "<b ",
    "*", "*a ", "**a ", "*a*", "*_", "_a ", "***a", "__\\", "~", "~~a ", "|", "|-\n", "> ", "- ", "1. ", "- a\n", "> a\n", "+ * ", "<b>",
    "<div>\n", "</", "<!--", "<?", "<![CDATA[", "<a b='", "!!! note\n", "??? a\n", '=== "a"\n', "a\n:   b\n", "# a {#b}\n", "&#", "\\*",
    "\n\n[", "@", "<http://a>", "    a\n", "{: .a}", "[^a]", "[a]: b\n", "](", "'", "<a@b.c>", "- [ ] a\n", "\ta\n",
]  # fmt: skip
SHAPED = {
    "wide table": "|" * 500 + "\n" + "|-" * 499 + "|\n" + "|\n" * 9000,
    "copied definition": "[a]: http://" + "x" * 10_000 + "\n\n" + "[a]\n\n" * 1900,
    "copied title": "[a]: http://x\n'" + "x" * 10_000 + "'\n\n" + "[a]\n\n" * 1900,
    "open marks before links": "[" * 40 + "[a](b) " * 2000,
    "open ticks before code": "``" + " `a`" * 4000,
    "long run": "`" * 3000 + "a" * 17_000,
    "open tag before tags": "<a" * 40 + "<b>x</b>" * 2000,
    "stairs": "\n".join("    " * i + "- a" for i in range(99)),
    "notes": "[^a]: 注\n\n" + "甲[^a]" * 3000,
}  # fmt: skip


def seconds(text: str) -> float:
    """Return how long a body takes, at best of two (other work on the machine is not the body's fault)."""
    taken = []
    for _ in range(2):
        start = time.process_time()
        markdown_full.convert(text)
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.parametrize("text", [*(b * FULL for b in BOMBS), *SHAPED.values()], ids=[*map(ascii, BOMBS), *SHAPED])
def test_no_body_takes_long(text: str) -> None:
    assert seconds(text[:FULL]) < 2


@given(st.lists(st.sampled_from([*BOMBS, "a", " ", "\n", "\n\n", "字"]), min_size=1, max_size=4), st.integers(0, 3))
@pytest.mark.timeout(60)
def test_no_mixture_takes_long(parts: list[str], repeated: int) -> None:
    text = "".join(parts[:repeated]) + "".join(parts[repeated:] or parts) * FULL
    start = time.process_time()
    too_dense(text[:FULL])
    assert time.process_time() - start < 0.2


@pytest.mark.parametrize("bomb", BOMBS)
def test_too_much_is_shown_as_it_was_written(bomb: str) -> None:
    text = ("开头\n\n第二段<b>&\n下一行 " + bomb * FULL)[: FULL - 2].rstrip() + "末"
    if too_dense(text):
        shown = unescape(re.sub(r"<[^>]*>", "", markdown.to_html(text)))
        assert re.sub(r"\s+", "", shown) == re.sub(r"\s+", "", text)


@pytest.mark.parametrize(
    "text",
    [
        "- [一个名字](http://x.example/abc/d/e) 说明文字\n" * 300,
        "| 名 | 址 | 电话 |\n|---|:--|--:|\n" + "| [一个](../a/b.html) | `码` | 0371-12345678 |\n" * 200,
        "## 题目\n\n一段话，有[链接](../a.html)，有*重点*，有`代码`，有注[^1]。\n\n> 引一句\n\n1. 一\n    - 二\n        - 三\n\n"
        * 80
        + "[^1]: 注",
        "看[甲](http://x.example/)、" * 60,
        "一句话。" * 4900,
    ],
)
def test_what_people_write_is_not_too_much(text: str) -> None:
    assert len(text) <= FULL
    assert not too_dense(text)
    assert seconds(text) < 2


def test_a_body_that_failed_leaves_nothing_to_the_next() -> None:
    lists = "- 甲\n- 乙\n\n    丙\n\n> 丁\n\n1. 戊"
    markdown_full.converter.cache_clear()
    alone = markdown_full.convert(lists)
    deep = "- " * 3000 + "a"
    markdown_full.convert(deep)
    assert markdown_full.convert(lists) == alone
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown_full, "too_dense", lambda _text: False)
        assert "a" in markdown_full.convert(deep)
        assert markdown_full.convert(lists) == alone


def test_any_failure_shows_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = markdown_full.converter()
    monkeypatch.setattr(broken, "convert", lambda _text: 1 // 0)
    assert markdown_full.convert("*甲*\n乙\n\n丙") == "<p>*甲*<br>\n乙</p>\n<p>丙</p>"
    assert markdown_full.convert("*甲*") == "<p><em>甲</em></p>"


@pytest.mark.parametrize(
    "address",
    [
        "//evil.com", " //evil.com", "/&#9;/evil.com", "/&#10;/evil.com", "&#1;//evil.com", "\\\\evil.com", "/\\evil.com", "\\/evil.com",
        "&#9;/&#13;\\evil.com", "　//evil.com", "&#160;//evil.com", "///evil.com", "https:evil.com", "http:/evil.com", "https:///evil.com",
        "ftp://evil.com", "x:y", "tel:%6ab", "tel:1a", "tel:", "mailto:x", "mailto:a@b.c?bcc=d@e.f", "mailto:a%0a@b.c,d@e.f",
    ],
)  # fmt: skip
def test_links_in_disguise_lead_nowhere(address: str) -> None:
    html = markdown.to_html(f'<a href="{address}">外</a>')
    assert "href" not in html
    assert "外" in html


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://x.example/", 'rel="noopener" href="https://x.example/"'),
        ("HTTPS://x.example/", 'rel="noopener" href="https://x.example/"'),
        ("ht&#9;tps://x.example/", 'rel="noopener" href="https://x.example/"'),
        (" ../a.html?b=c:d#e ", 'href="../a.html?b=c:d#e"'),
        ("/a/b.html", 'href="/a/b.html"'),
        ("tel:%31%33%38 0000 0000", 'href="tel:13800000000"'),
        ("TEL:0371-1234,801", 'href="tel:0371-1234,801"'),
        ("mailto:a%40b.example", 'href="mailto:a@b.example"'),
    ],
)
def test_links_are_written_plainly(address: str, kept: str) -> None:
    assert markdown.to_html(f'<a href="{address}">外</a>') == f"<p><a {kept}>外</a></p>"


def test_signs_in_attributes_hide_no_link() -> None:
    html = markdown.to_html('<a title="1>0" id="x>y" href="https://x.example/">外</a>')
    assert 'rel="noopener"' in html
    cleaned = markdown_full.clean('<input name="a>b" type="text"><input type="radio" name="c>d">')
    assert cleaned.count("<input") == 1
