"""Markdown: the fast path is the same as the whole way round; nothing hostile comes out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render import markdown, markdown_full
from generator.store.text import doubtful_characters

PIECES = st.sampled_from(
    ["98.1", "9:00-11:30", "1+X", "+", ".", ":", "-", "0", "街", "灯", "，", "。", "“", "”", "：", "1", "2018年", " ", "  ", "\n", "\n\n", "\n\n\n", "\t", "　", "#", "# ", "*", "_", "- ",
     "1. ", "1) ", "> ", "    ", "`", "[", "](", ")", "!", "<b>", "&", "&amp;", ":   ", "~", "=", "|", "---", "+ ", "%", ",", "/",
     "\x0b", "\x0c", "\x1c", "\u2028", "\u200b", "\xa0", "\\", "^", "[^1]", "http://a.b", "@", "{", "}", "$", "'", '"', "...", "a", "Z",
     "\ufeff", "\u3000", "!!! note", "=== ", "??? ", "·", "—", "…", "𬱖", "\U000e0100", "\ue000", "\ufffd", "\U0010fffd"]
)  # fmt: skip
HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<iframe src=//x></iframe>",
    "<a href='javascript:alert(1)'>x</a>", "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](data:text/html,y)",
    "[x](vbscript:x)", "[x](//evil.example/)", "<form action=x><input type=text><button>b</button></form>",
    "<style>*{color:red}</style>", "<p style='position:fixed'>x</p>", "<div onclick=x>y</div>", "<a href=x target=_blank>y</a>",
    "<base href=//x>", "<meta http-equiv=refresh content=0>", "<link rel=stylesheet href=//x>", "<object data=x></object>",
    "<embed src=x>", "<math><mi xlink:href=javascript:x>y</mi></math>", "<template><script>x</script></template>",
    "![x](http://evil.example/p.png)", "![x](data:image/png;base64,AAAA)", "x{: onclick=alert(1) style=color:red }",
    "<textarea><script>x</script></textarea>", "<video src=x onerror=y></video>", "<input type=checkbox onclick=x>",
    "<h1>x</h1>", "<details ontoggle=x open>y</details>", "<noscript><p title='</noscript><script>x'></noscript>",
    "<div class='md-header st-hero'>x</div>", "<p id=main>x</p>", "<a name=main>x</a>", "<x><script>1</script>",
    "<!-- <script>x</script> -->", "<scr<script>ipt>alert(1)</scr</script>ipt>", "&lt;script&gt;", "<a href='\x01javascript:x'>y</a>",
]  # fmt: skip
BAD = re.compile(
    r"<(?:script|style|iframe|svg|img|form|button|object|embed|base|meta|link|math|template|textarea|video|noscript|h1)\b"
    r"|<[^>]*\s(?:on\w+|style|target|action|srcset|name=\"main\"|id=\"main\")\s*=?"
    r"|<[^>]*(?:javascript|vbscript|data):"
    r"|<input(?![^>]*type=\"radio\")|href=\"//|class=\"[^\"]*(?:md-header|st-hero)",
    re.IGNORECASE,
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_fast_path_is_the_same(text: str) -> None:
    stripped = text.strip()
    assert markdown.to_html(text) == (markdown_full.convert(stripped) if stripped else "")


@given(st.text(max_size=40))
def test_fast_path_is_the_same_for_any_text(text: str) -> None:
    stripped = text.strip()
    assert markdown.to_html(text) == (markdown_full.convert(stripped) if stripped else "")


def test_plain_text_takes_the_fast_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "_full", lambda text: pytest.fail(f"slow: {text}"))
    text = "到2018年6月，“领到”的老人有549名，98.1% 满意，党建+服务。\n\n\n第二段：\n9:00-11:30接着说……"
    assert (
        markdown.to_html(text)
        == "<p>到2018年6月，“领到”的老人有549名，98.1% 满意，党建+服务。</p>\n<p>第二段：\n9:00-11:30接着说……</p>"
    )


@pytest.mark.parametrize("payload", HOSTILE)
def test_nothing_hostile_comes_out(payload: str) -> None:
    for text in (payload, f"甲 {payload} 乙", f"- {payload}", f"> {payload}", f"| {payload} |\n|---|\n| {payload} |"):
        assert not BAD.search(markdown.to_html(text)), markdown.to_html(text)


@given(st.lists(st.sampled_from([*HOSTILE, "\n", "\n\n", "> ", "- ", "`", "    "]), max_size=6).map("".join))
def test_nothing_hostile_comes_out_of_mixtures(text: str) -> None:
    assert not BAD.search(markdown.to_html(text)), markdown.to_html(text)


@pytest.mark.parametrize(
    ("text", "levels"),
    [("# 一\n\n## 二", [2, 3]), ("## 一\n\n#### 二\n\n## 三", [2, 3, 2]), ("#### 一", [2]), ("### 一\n\n# 二", [2, 2])],
)
def test_headings_begin_at_two_and_skip_no_level(text: str, levels: list[int]) -> None:
    assert [int(n) for n in re.findall(r"<h(\d)", markdown.to_html(text))] == levels


def test_outward_links_are_marked_and_inner_ones_kept() -> None:
    html = markdown.to_html("[外](https://a.example/) [里](../x.html) [信](mailto:a@b.example) [打](tel:12345)")
    assert '<a rel="noopener" href="https://a.example/">外</a>' in html
    assert '<a href="../x.html">里</a>' in html
    assert 'href="mailto:a@b.example"' in html
    assert 'href="tel:12345"' in html


def test_extensions() -> None:
    html = markdown.to_html(
        '!!! note "看"\n    甲\n\n??? tip "开"\n    乙\n\n- [x] 办了\n- [ ] 没办\n\n| 项 | 数 |\n|---|--:|\n| 一 | 2 |\n\n词\n:   解释\n\n脚[^1]\n\n[^1]: 注'
    )
    for part in (
        'class="admonition note"', "<summary>开</summary>", "☑ 办了", "☐ 没办", '<th class="st-right" scope="col">', "<dt>词</dt>",
        'href="#md-fn:1"', 'id="md-fn:1"',
    ):  # fmt: skip
        assert part in html


def test_one_text_leaves_nothing_in_the_next() -> None:
    with_notes = '甲[^1]\n\n[^1]: 注\n\n# 题\n\n=== "一"\n    乙'
    first = markdown_full.convert(with_notes)
    markdown_full.convert("# 题\n\n乙[^2]\n\n[^2]: 别的")
    assert markdown_full.convert(with_notes) == first


def test_no_doubtful_character_comes_out() -> None:
    """What the store refuses in a file comes in by no entity either."""
    refused = [chr(n) for n in range(0x110000) if any(doubtful_characters(chr(n), "x.yml"))]
    assert len(refused) > 100
    for at in range(0, len(refused), 500):
        some = refused[at : at + 500]
        for text in ("".join(some), "".join(f"&#{ord(ch)};" for ch in some)):
            html = markdown.to_html(f"灯{text}火")
            assert html.count("灯") == 1
            assert not set(refused).intersection(html)
    assert markdown.to_html("甲&#x202e;乙") == "<p>甲乙</p>"
    assert "\u202e" not in markdown.to_html('[甲](x.html "&#x202e;乙") <span id="&#x202e;">丙</span>')


@pytest.mark.parametrize("code", ["&#x202e;", "&#xe000;", "&#xfeff;", "&#x7f;"])
def test_an_address_is_judged_without_doubtful_characters(code: str) -> None:
    for scheme in (f"java{code}script", f"{code}javascript"):
        for text in (f"[x]({scheme}:alert(1))", f'<a href="{scheme}:alert(1)">x</a>'):
            assert "javascript:" not in markdown.to_html(text)
    assert 'href="//' not in markdown.to_html(f'<a href="/{code}/evil.example">x</a>')


def test_bottomless_nesting_is_shown_as_it_is() -> None:
    assert "深" in markdown.to_html("> " * 3000 + "深")
