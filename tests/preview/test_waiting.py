"""The preview draws what waits for approval, marks it, and its overview says how many wait; a release says nothing."""

from __future__ import annotations

import datetime as dt
import json
import threading
from http.client import HTTPConnection
from pathlib import Path

import pytest

from generator.files import cache_folder
from generator.pipeline import build
from generator.preview.content import Content
from generator.preview.edition import Press
from generator.preview.http import PREFIX, Server
from generator.preview.stage import Stage
from generator.site.shown import digest

DAY = dt.date(2026, 11, 21)
MARK = "st-waiting"


@pytest.fixture
def reviewed(minimal: Path) -> Path:
    """Return a project that wants its content reviewed; nothing of it is signed."""
    settings = minimal / "site_config.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("审核: 不审\n", ""), encoding="utf-8")
    (minimal / "content/notices/evil.yml").write_text(
        "{标题: <script>一条</script>, 发布日期: 2026-11-20, 正文: 话。}", encoding="utf-8"
    )
    (minimal / "content/notices/later.yml").write_text(
        "{标题: 下个月的事, 发布日期: 2026-11-20, 生效日期: 2026-12-01, 正文: 话。}", encoding="utf-8"
    )
    return minimal


def staged(project: Path) -> Stage:
    """Return the stage with what the project holds."""
    stage = Stage(Press(cache_folder()), "zh")
    stage.take(Content(project, DAY).read())
    return stage


def pages(stage: Stage, *paths: str) -> list[str]:
    """Return what the preview's server answers."""
    with Server(stage, 0) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        found = []
        for path in paths:
            connection = HTTPConnection("127.0.0.1", server.server_address[1], timeout=20)
            connection.request("GET", path)
            found.append(connection.getresponse().read().decode())
            connection.close()
        server.shutdown()
    return found


def test_the_overview_says_how_many_wait(reviewed: Path) -> None:
    stage = staged(reviewed)
    assert stage.edition
    overview, page, home = pages(stage, PREFIX, "/notices/doctor.html", "/index.html")
    assert f"待审：{len(stage.edition.site.all()) + 1}条还没有审完" in overview  # the settings wait, too
    assert '<a target="site" href="/notices/doctor.html">' in overview
    assert "<li>下个月的事</li>" in overview  # it has no page yet
    assert "&lt;script&gt;一条&lt;/script&gt;" in overview
    assert "<script>一条" not in overview
    assert MARK in page
    assert MARK in home
    slides = (stage.answer("screens/gate/a.js").data or b"").decode()
    assert r"\\u5f85\\u5ba1" in slides or r"\u5f85\u5ba1" in slides


def test_where_nothing_waits_nothing_is_said(minimal: Path) -> None:
    stage = staged(minimal)
    overview, page = pages(stage, PREFIX, "/notices/doctor.html")
    assert '<details id="waiting"></details>' in overview
    assert MARK not in page


def test_files_are_those_of_a_release(minimal: Path) -> None:
    """All but the fonts of headings: a release holds the characters that are used, the preview all of them."""
    stage, fonts = staged(minimal), "assets/fonts.css"
    released = {a.path: a.data for a in build(minimal, DAY, lambda _: None).artifacts if not a.path.endswith(".woff2")}
    assert len(released) > 20
    assert {p: stage.answer(p).data for p in released if p != fonts} == {
        p: d for p, d in released.items() if p != fonts
    }


def test_what_is_approved_is_reckoned_anew_only_where_it_changed(reviewed: Path) -> None:
    """A signature and a change both count at once, whatever was remembered."""
    content, file = Content(reviewed, DAY), reviewed / "content/notices/doctor.yml"
    first = content.read()
    entry = first.shown.find("notices", "doctor") if first.shown else None
    assert entry
    assert first.shown
    lines = [
        {
            "entry": entry.key,
            "stage": stage,
            "by": stage,
            "at": "2026-11-20T00:00:00+08:00",
            "digest": digest(entry, first.shown),
        }
        for stage in first.shown.settings.review
    ]
    records = reviewed / "content/reviews/notices.jsonl"
    records.parent.mkdir()
    records.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    second = content.read()
    assert second.shown
    assert first.shown.pending - second.shown.pending == {entry.key}
    file.write_text(file.read_text(encoding="utf-8").replace("一声", "两声"), encoding="utf-8")
    third = content.read()
    assert third.shown
    assert third.shown.pending == first.shown.pending
