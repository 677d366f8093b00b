"""The preview draws what waits for approval, marks it, and its overview says how many wait; a release says nothing."""

from __future__ import annotations

import datetime as dt
import threading
from http.client import HTTPConnection
from pathlib import Path

import pytest

from generator.pipeline import build, preview
from generator.preview.http import PREFIX, Server
from generator.preview.stage import Stage

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
    outcome, stage = preview(reviewed, DAY, lambda _: None), Stage("zh")
    stage.take(outcome)
    assert outcome.site
    overview, page, home = pages(stage, PREFIX, "/notices/doctor.html", "/index.html")
    assert f"待审：{len(outcome.site.all()) + 1}条还没有审完" in overview  # the settings wait, too
    assert '<a target="site" href="/notices/doctor.html">' in overview
    assert "<li>下个月的事</li>" in overview  # it has no page yet
    assert "&lt;script&gt;一条&lt;/script&gt;" in overview
    assert "<script>一条" not in overview
    assert MARK in page
    assert MARK in home
    slides = stage.files["screens/gate/a.js"].decode()
    assert r"\\u5f85\\u5ba1" in slides or r"\u5f85\u5ba1" in slides


def test_where_nothing_waits_nothing_is_said(minimal: Path) -> None:
    stage = Stage("zh")
    outcome = preview(minimal, DAY, lambda _: None)
    stage.take(outcome)
    overview, page = pages(stage, PREFIX, "/notices/doctor.html")
    assert '<details id="waiting"></details>' in overview
    assert MARK not in page
    assert {a.path: a.data for a in outcome.artifacts} == {
        a.path: a.data for a in build(minimal, DAY, lambda _: None).artifacts
    }
