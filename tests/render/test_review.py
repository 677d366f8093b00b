"""What reviewers read: every change and nothing else, in the words of the fields; nothing in it can act."""

from __future__ import annotations

import re
from dataclasses import replace

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.collections import COLLECTIONS
from generator.findings import Place
from generator.render.difference import Change, difference
from generator.render.review import Board, Waiting, difference_text, review_page, visible
from generator.settings import Settings
from generator.site import Entry
from generator.site.shown import Snapshot, words

RANKING = COLLECTIONS["rankings"].model
HAN = st.text("老人社区建了健康档案，。近三年5000余人次 \nab", max_size=60)


def ranking(*rows: dict[str, object], **fields: object) -> Snapshot:
    raw = {"title": "五星支部", "date": "2018-06-20", "as_of": "2018-06", "rows": list(rows), **fields}
    entry = Entry(COLLECTIONS["rankings"], "stars", RANKING.model_validate(raw), Place("x.yml"))
    return Snapshot(entry.key, words(entry), ())


def row(name: str, score: str) -> dict[str, object]:
    return {"name": name, "score": score}


def sides(change: Change) -> tuple[str, str]:
    return (
        "".join(p.text for p in change.pieces if p.sign != "+"),
        "".join(p.text for p in change.pieces if p.sign != "-"),
    )


@given(HAN, HAN)
def test_applied_back_a_difference_gives_the_other_text(old: str, new: str) -> None:
    assert sides(Change("x", old, new)) == (old, new)


@given(st.lists(HAN, max_size=12), st.data())
def test_a_long_text_is_cut_into_what_stayed_and_what_did_not(parts: list[str], data: st.DataObject) -> None:
    old = "".join(parts * 8)
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    new = old[:start] + data.draw(HAN) + old[end:]
    change = Change("x", old, new)
    assert sides(change) == (old, new)
    assert [(a.sign, b.sign) for a, b in zip(change.pieces, change.pieces[1:], strict=False) if a.sign == b.sign] == []


def test_a_number_is_one_word_and_what_stayed_is_not_named() -> None:
    pieces = Change("x", "近三年，给5000余人次做了体检。", "近三年，给6000多人次做了体检。").pieces
    assert [p.text for p in pieces if p.sign == "-"] == ["5000余"]
    assert [p.text for p in pieces if p.sign == "+"] == ["6000多"]


def test_texts_that_have_nothing_in_common_are_replaced_as_a_whole() -> None:
    pieces = Change("x", "灯亮着", "这是完全不同的另外一句话").pieces
    assert [(p.sign, p.text) for p in pieces] == [("-", "灯亮着"), ("+", "这是完全不同的另外一句话")]


def test_labels_and_order_are_those_of_the_declaration() -> None:
    old, new = ranking(row("甲", "96")), ranking(row("甲", "97"), title="五星社区")
    assert [(c.label, c.old, c.new) for c in difference(old, new, RANKING)] == [
        ("标题", "五星支部", "五星社区"),
        ("名次 · 得分", "96", "97"),
    ]
    assert difference(old, old, RANKING) == []


def test_a_row_put_in_above_others_is_one_new_row() -> None:
    old = ranking(row("甲", "96"), row("乙", "95"))
    new = ranking(row("丙", "98"), row("甲", "96"), row("乙", "95"))
    assert [(c.label, c.old, c.new) for c in difference(old, new, RANKING)] == [
        ("名次 第1条 · 名称", None, "丙"),
        ("名次 第1条 · 得分", None, "98"),
    ]
    assert [(c.label, c.old) for c in difference(new, old, RANKING)] == [
        ("名次 第1条 · 名称", "丙"),
        ("名次 第1条 · 得分", "98"),
    ]


def applied(old: Snapshot, changes: list[Change]) -> list[str]:
    """Return the texts of a snapshot after its changes, in any order."""
    texts = [text for _, text in (*old.words, *old.pictures)]
    for change in changes:
        if change.old is not None:
            texts.remove(change.old)
        if change.new is not None:
            texts.append(change.new)
    return sorted(texts)


PATHS = st.one_of(
    st.sampled_from([("title",), ("summary",), ("gone",)]),
    st.tuples(st.just("rows"), st.integers(0, 4), st.sampled_from(["name", "score", "stars"])),
    st.tuples(st.just("rows"), st.integers(0, 4), st.just("photo"), st.integers(0, 2), st.just("file")),
)
SNAPSHOTS = st.builds(
    lambda found, pictures: Snapshot("rankings/x", tuple(found.items()), tuple(pictures.items())),
    st.dictionaries(PATHS.filter(lambda p: len(p) < 5), HAN.filter(bool), max_size=10),
    st.dictionaries(PATHS.filter(lambda p: len(p) == 5), st.sampled_from(["a1", "b2", "c3"]), max_size=4),
)


@given(SNAPSHOTS, SNAPSHOTS)
def test_changes_are_all_that_differs(old: Snapshot, new: Snapshot) -> None:
    assert applied(old, difference(old, new, RANKING)) == applied(new, [])
    assert applied(Snapshot("x", (), ()), difference(None, new, RANKING)) == applied(new, [])


def test_settings_have_labels_too() -> None:
    old = Snapshot("site_config", ((("home", "headline", 0), "从前是麦田，"),), ())
    new = Snapshot("site_config", ((("home", "headline", 0), "门开着，"),), ())
    assert [c.label for c in difference(old, new, Settings)] == ["首页 · 大字"]


def test_the_terminal_gets_lines_of_old_and_new() -> None:
    changes = [
        Change("标题", "家庭医生每周到社区", "家庭医生每月到社区"),
        Change("短标题", None, "看病"),
        Change("正文", "一行\n两行", None),
        Change("照片 第1条 · 文件", "ab" * 32, "cd" * 32, picture=True),
    ]
    assert difference_text(changes).splitlines() == [
        "标题",
        "  - 家庭医生每「周」到社区",
        "  + 家庭医生每「月」到社区",
        "短标题",
        "  + 看病",
        "正文",
        "  - 一行",
        "  - 两行",
        "照片 第1条 · 文件",
        "  - 文件 abababab",
        "  + 文件 cdcdcdcd",
    ]
    long = "没有变的话，说了很久。" * 20
    told = difference_text([Change("正文", f"{long}旧", f"{long}新")])
    assert len(told) < 200
    assert "个字没有变" in told


@given(st.text(max_size=40), st.text(max_size=40), st.text(min_size=1, max_size=10))
def test_nothing_steers_the_terminal(old: str, new: str, label: str) -> None:
    told = difference_text([Change(label, old, new), Change(label, old, None), Change(label, None, new)])
    assert all(ch == "\n" or ch.isprintable() or ch in "\u3000\u00a0" or not ch.isascii() for ch in told)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]", told)
    told.encode()


EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}</title></style>&amp;\x1b[31m\u202e"


def board(text: str) -> Board:
    changes = (
        Change(text, text, f"{text}改"),
        Change(text, None, text),
        Change(text, text, None),
        Change(text, text, text[:20], picture=True),
    )
    one = Waiting(
        text,
        text,
        text,
        text,
        Place(text, 3),
        changes,
        first=False,
        signed=(text,),
        errors=(text,),
    )
    return Board(text, (text,), (one, replace(one, first=True)), {text: b'"><script>'}, root="../")


def test_nothing_in_a_page_acts() -> None:
    page = review_page(board(EVIL)).decode()
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    assert [e.tag for e in tree.iter() if e.tag in {"script", "iframe", "object", "form", "svg", "base"}] == []
    named = {name for e in tree.iter() for name in e.attrib}
    assert named <= {
        "lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "src", "alt", "scope", "data-label", "aria-label",
    }  # fmt: skip
    assert all(e.get("src", "").startswith("data:image/webp;base64,") for e in tree.iter("img"))
    assert all(re.match(r"#stage-\d+$|\.\./[\w%/.\-]+$", e.get("href", "")) for e in tree.iter("a"))
    assert len(list(tree.iter("style"))) == 1
    assert "49" not in "".join(tree.itertext()).replace("{{ 7*7 }}", "")
    assert "alert(1)" in "".join(tree.itertext())  # it is read, not run
    assert "\x1b" not in page
    assert "\u202e" not in page


def test_a_page_by_stage_then_collection_with_both_pictures() -> None:
    was, now = "aa" * 32, "bb" * 32
    photo = Change("照片 第1条 · 文件", was, now, picture=True)
    place = Place("content/notices/停水.yml", 7, 3)
    waiting = [
        Waiting(
            "notices/停水",
            "今晚停水",
            "通知",
            "终审",
            place,
            [photo],
            signed=["初审 张 2018-06-20"],
            digest=f"86c5d3693bdf{was}",
        ),
        Waiting("notices/b", "明天停电", "通知", "初审", place, [Change("标题", None, "明天停电")], first=True),
        Waiting("works/c", "盖楼", "工程", "初审", place, [Change("标题", "盖房", "盖楼")], errors=["日期不对"]),
        Waiting("notices/d", "后天", "通知", "初审", place, [Change("标题", "昨天", "后天")]),
    ]
    page = review_page(Board("灯下街道", ("初审", "复审", "终审"), waiting, {now: b"webp"})).decode()
    heads = re.findall(r"<h([234])[^>]*>(.*?)(?: <span|</h)", page)
    assert heads == [
        ("2", "等初审"), ("3", "通知"), ("4", "明天停电"), ("4", "后天"), ("3", "工程"), ("4", "盖楼"),
        ("2", "等终审"), ("3", "通知"), ("4", "今晚停水"),
    ]  # fmt: skip
    assert 'href="content/notices/%E5%81%9C%E6%B0%B4.yml">content/notices/停水.yml</a> 第7行' in page
    assert '<img src="data:image/webp;base64,d2VicA==" alt="照片 第1条 · 文件，现在">' in page
    assert f"没有留下小图，文件指纹 {was[:12]}" in page
    assert "streetlight review --sign 终审 --by 姓名 notices/停水@86c5d3693bdf" in page
    assert "<del>房</del>" in page
    assert "<ins>楼</ins>" in page
    assert page.count("原来</th>") == 3  # nothing was there before the first review
    assert "没有在等的" not in page
    assert "日期不对" in page


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "没有在等的，都审完了。"), ("en", "Nothing waits: all is approved.")]
)
def test_a_page_of_nothing(lang: str, said: str) -> None:
    page = review_page(Board("灯下街道", ("初审",), [], {}), lang).decode()  # type: ignore[arg-type]  # one of the two
    assert said in page
    assert "<article>" not in page


def test_what_cannot_be_seen_stands_as_its_number() -> None:
    assert visible("a\u200bb\u202e\x1b\n　𬱖\U000e0100") == "a<U+200B>b<U+202E><U+001B>\n　𬱖\U000e0100"
