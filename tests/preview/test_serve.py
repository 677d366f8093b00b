"""The preview draws what is asked for, follows each save, tells the browser, and keeps what cannot be read as it was."""

from __future__ import annotations

import re
import shutil
import signal
import statistics
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest
from PIL import Image

from generator.findings import Finding
from generator.preview import serve, watcher
from generator.render.website import website
from generator.settings import THEME
from tests.conftest import Streetlight
from tests.preview.running import DAY, PATIENCE, Preview, Stream, running

NOTICE = "content/notices/doctor.yml"
PAGE = "notices/doctor.html"


def test_pages_screens_and_overview(preview: Preview) -> None:
    status, home = preview.get("/")
    assert status == 200
    assert "/__streetlight/reload.js" in home
    assert preview.get(f"/{PAGE}")[0] == 200
    assert preview.get("/screens/gate/index.html")[0] == 200
    assert preview.get("/screens/gate/a.js?x=1")[0] == 200
    status, overview = preview.get("/__streetlight/")
    assert status == 200
    assert "/screens/gate/index.html" in overview
    for own in ("reload.js", "channel.js", "overview.js", "notes.css"):
        assert preview.get(f"/__streetlight/{own}")[0] == 200
    for none in (
        "/__streetlight/../../etc/passwd",
        "/nothing.html",
        "/screens/",
        "/screens/none/index.html",
        "/media/",
    ):
        assert preview.get(none)[0] == 404
    assert not (preview.project / "public").exists()


def test_every_file_that_pages_name_is_there(preview: Preview) -> None:
    for path in ("assets/streetlight.css", "assets/material.css", "assets/streetlight.js", "feed.xml", "sitemap.xml"):
        assert preview.get(f"/{path}")[0] == 200
    status, fonts = preview.get("/assets/fonts.css")
    assert status == 200
    font = fonts.split('url("')[1].split('"')[0]
    assert preview.get(f"/assets/{font}")[0] == 200


def test_what_pages_load_is_sent_once(preview: Preview) -> None:
    def ask(known: str) -> tuple[int, bytes, str]:
        connection = HTTPConnection("127.0.0.1", preview.port, timeout=20)
        connection.request("GET", "/assets/streetlight.css", headers={"If-None-Match": known})
        answer = connection.getresponse()
        found = answer.status, answer.read(), answer.headers["ETag"]
        connection.close()
        return found

    status, style, tag = ask("")
    assert (status, bool(style)) == (200, True)
    assert ask(tag)[:2] == (304, b"")
    assert ask('"other"')[:2] == (200, style)


def test_no_packet_waits_for_another(preview: Preview) -> None:
    """Asked in a row, longer than a buffer, shorter than a packet: by Nagle's algorithm each took 40 ms."""
    assert 8192 < len(preview.get("/")[1]) < 60_000
    connection, spent = HTTPConnection("127.0.0.1", preview.port, timeout=20), []
    for _ in range(25):
        begin = time.perf_counter()
        connection.request("GET", "/")
        connection.getresponse().read()
        spent.append(time.perf_counter() - begin)
    connection.close()
    assert statistics.median(spent) < 0.03


def test_a_change_reaches_the_browser(preview: Preview) -> None:
    stream = preview.stream()
    first = stream.next()
    assert first["problems"] == []
    before, other = preview.known(PAGE), preview.known("organisations/street.html")
    preview.change(NOTICE, "量血压、建档案", "量血压、建档案、问用药")
    stream.newer(first)
    assert "问用药" in preview.get(f"/{PAGE}")[1]
    assert preview.known(PAGE)["digest"] != before["digest"]
    assert preview.known("organisations/street.html")["digest"] == other["digest"]  # it need not load again


def test_slides_follow(preview: Preview) -> None:
    stream = preview.stream()
    first = stream.next()
    before = preview.known("screens/gate/index.html")["digest"]
    assert preview.known("screens/gate/index.html")["digest"] == before
    preview.change(NOTICE, "标题: 家庭医生每周到社区\n短标题: 医生到社区", "标题: 医生来了")
    stream.newer(first)
    assert r"\u6765\u4e86" in preview.get("/screens/gate/a.js")[1].replace("\\\\u", "\\u")  # 来了
    assert preview.known("screens/gate/index.html")["digest"] != before


def test_what_cannot_be_read_stays_and_all_else_goes_on(preview: Preview) -> None:
    stream = preview.stream()
    first = stream.next()
    preview.write(NOTICE, "标题: 坏\n")
    broken = stream.until(lambda event: event["problems"])
    assert any("发布日期" in p and f"{NOTICE}:1" in p for p in broken["problems"])
    assert "家庭医生每周到社区" in preview.get(f"/{PAGE}")[1]
    assert [n["severity"] for n in preview.known(PAGE)["notes"]] == ["error"]
    preview.change("content/organisations/street.yml", "标题: ", "标题: 新")
    stream.newer(broken)
    assert ">新" in preview.get("/organisations/street.html")[1]
    assert "家庭医生每周到社区" in preview.get(f"/{PAGE}")[1]
    assert preview.get("/__streetlight/")[1].count(NOTICE) == 1
    preview.write(NOTICE, "{标题: 又好了, 发布日期: 2026-11-20}")
    stream.until(lambda event: not event["problems"])
    assert "又好了" in preview.get(f"/{PAGE}")[1]
    assert first["version"] < broken["version"]


def test_broken_settings_leave_everything_as_it_was(preview: Preview) -> None:
    stream = preview.stream()
    preview.change("site_config.yml", "名称: 灯下", "名字: 灯下")
    assert "site_config.yml:1" in stream.until(lambda event: event["problems"])["problems"][0]
    assert "灯下街道" in preview.get("/")[1]
    assert preview.known("index.html")["notes"]
    preview.change("site_config.yml", "名字: 灯下街道", "名称: 灯上街道")
    stream.until(lambda event: not event["problems"])
    assert "灯上街道" in preview.get("/")[1]


def test_a_project_that_cannot_be_read_at_all(minimal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = (minimal / "site_config.yml").read_text(encoding="utf-8")
    (minimal / "site_config.yml").write_text("[", encoding="utf-8")
    with running(minimal, capsys) as preview:
        stream = preview.stream()
        assert stream.next()["problems"]
        status, page = preview.get("/")
        assert status == 404
        assert "/__streetlight/reload.js" in page  # which says what is wrong, and loads again once it is mended
        assert "site_config.yml:1" in preview.get("/__streetlight/")[1]
        preview.write("site_config.yml", settings)
        stream.until(lambda event: not event["problems"])
        assert "灯下街道" in preview.get("/")[1]


@pytest.mark.parametrize("half", ["", "标题: 家庭医", None])
def test_half_a_save_is_never_told(preview: Preview, half: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    loop = sys.modules[serve.__module__]
    monkeypatch.setattr(loop, "_GRACE", 2.0)  # seconds: however busy this machine is
    stream = preview.stream()
    first, file = stream.next(), preview.project / NOTICE
    whole = file.read_text(encoding="utf-8")
    if half is None:
        file.unlink()
    else:
        file.write_text(half, encoding="utf-8")
    time.sleep(0.03)  # more than one step of the watcher
    file.write_text(whole.replace("一声", "两声"), encoding="utf-8")
    seen = [first]
    while "两声" not in preview.get(f"/{PAGE}")[1]:
        seen.append(stream.next())
        assert preview.get(f"/{PAGE}")[0] == 200
    assert [event["problems"] for event in seen] == [[] for _ in seen]


def test_many_files_at_once_are_one_change(preview: Preview) -> None:
    stream = preview.stream()
    first = stream.next()
    for number in range(200):
        preview.write(f"content/notices/n{number}.yml", f"{{标题: 第{number}次通知, 发布日期: 2026-11-20, 正文: 话。}}")
    while preview.get("/notices/n199.html")[0] == 404:
        last = stream.newer(first)
    assert last["version"] - first["version"] <= 3


def test_deleted_and_renamed(preview: Preview) -> None:
    stream = preview.stream()
    first = stream.next()
    (preview.project / NOTICE).rename(preview.project / "content/notices/nurse.yml")
    second = stream.newer(first)
    assert preview.get(f"/{PAGE}")[0] == 404
    assert "家庭医生" in preview.get("/notices/nurse.html")[1]
    (preview.project / "content/notices/nurse.yml").unlink()
    stream.newer(second)
    assert preview.get("/notices/nurse.html")[0] == 404
    assert "家庭医生每周到社区" not in preview.get("/")[1]


def test_what_the_gate_finds_is_told_once(preview: Preview) -> None:
    """A number that an entry says is found by the checks, at its line; one that only a page tells, by the gate."""
    preview.change("site_config.yml", "来源: 灯下街道", "来源: 街道13800138000")
    preview.change(NOTICE, "到社区服务站说一声", "打13900139000说一声")
    found: list[Finding] = []
    deadline = time.monotonic() + PATIENCE
    while not any(f.rule.id == "mobile-phone" and f.entry != "notices/doctor" for f in found):
        found = preview.told.get(timeout=max(0.1, deadline - time.monotonic()))
    time.sleep(2.5)  # so long the gate takes to begin and to end
    notes = [n for n in preview.known(PAGE)["notes"] if n["rule"] == "mobile-phone" and "139" in n["text"]]
    assert [n["where"].startswith(f"{NOTICE}:") for n in notes] == [True]


def test_a_photo_that_changes(preview: Preview) -> None:
    def shown() -> set[str]:
        return set(re.findall(r'src="\.\./(media/[^"]+)"', preview.get(f"/{PAGE}")[1]))

    photo = preview.project / "content/media/door.png"
    photo.parent.mkdir()
    Image.new("RGB", (320, 240), "red").save(photo)
    listed = "照片:\n  - {文件: media/door.png, 图说: 门前, 同意公开: 是}\n正文: |"
    stream = preview.stream()
    preview.change(NOTICE, "正文: |", listed)
    while not (before := shown()):
        stream.next()
    Image.new("RGB", (320, 240), "blue").save(photo)
    while not (after := shown()) or after == before:
        stream.next()
    assert [preview.get(f"/{path}")[0] for path in after] == [200]


def test_the_theme_changes(
    minimal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = tmp_path / "theme"
    shutil.copytree(THEME / "website", theme / "website")
    monkeypatch.setattr(watcher, "THEME", theme)
    monkeypatch.setattr(website, "WEBSITE", theme / "website")
    with running(minimal, capsys) as preview:
        stream = preview.stream()
        first, before = stream.next(), preview.known(PAGE)["digest"]
        style = theme / "website/assets/streetlight.css"
        style.write_text("/* other */", encoding="utf-8")
        second = stream.newer(first)
        assert preview.known(PAGE)["digest"] != before  # a page is another one with another style
        assert preview.get("/assets/streetlight.css")[1] == "/* other */"
        template = theme / "website/templates/entry.html"
        template.write_text(template.read_text(encoding="utf-8").replace("<h1>", "<h1>看："), encoding="utf-8")
        stream.newer(second)
        assert "<h1>看：家庭医生" in preview.get(f"/{PAGE}")[1]


def test_a_foreign_name_is_refused(preview: Preview) -> None:
    assert preview.get("/", "evil.example")[0] == 421


def test_a_taken_port(preview: Preview, minimal: Path) -> None:
    with pytest.raises(OSError, match="in use"):
        serve(minimal, DAY, preview.port, "zh", lambda _: None)


def test_the_command_serves_until_interrupted(minimal: Path) -> None:
    command = [sys.executable, "-m", "generator", "serve", "--port", "0", "--lang", "en", "--date", "2026-11-21"]
    running = subprocess.Popen(command, cwd=minimal, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert running.stdout is not None
    address = running.stdout.readline().decode().strip()
    stream = Stream(int(address.rstrip("/").rpartition(":")[2]))
    first = stream.next()
    notice = minimal / NOTICE
    notice.write_text(notice.read_text(encoding="utf-8") + "地点: 文北\n", encoding="utf-8")
    stream.newer(first)  # also where the project is the current folder
    running.send_signal(signal.SIGINT)
    running.stdout.close()
    assert running.wait(20) == 0


def test_the_command_names_a_taken_port(preview: Preview, minimal: Path, streetlight: Streetlight) -> None:
    ran = streetlight("serve", "--project", minimal, "--port", str(preview.port))
    assert ran.code == 2
    assert f"{preview.port} 端口被别的程序占着" in ran.err
