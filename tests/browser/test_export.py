"""`streetlight render`: what senders, operators and signers get, drawn by the real browser and encoded by the real ffmpeg."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat

from generator.files import keep
from tests.checks.plants import coded_photo
from tests.conftest import Streetlight

DATE = "2018-07-01"
SIZES = {"strip": (256, 64), "odd": (385, 193), "hall": (960, 540)}
SETTINGS = """
  - {编号: strip, 名称: 门头屏, 像素: 256x64, 位置: 门头屏, 点间距: 100, 观看距离: 8, 滚动: 是}
  - {编号: odd, 名称: 楼道, 像素: 385x193, 位置: 室内, 观看距离: 2}
  - 编号: hall
    名称: 一楼大厅
    像素: 960x540
    位置: 室内
    观看距离: 2
    换页: 渐变
    开播: 07:00-22:00
    夜间: 19:30-06:30
    播放: [通知, {栏目: 服务, 几张: 1}]
    时段:
      - {名称: 早上, 时间: "07:00-09:00", 播放: 通知}
      - {名称: 周末, 时间: "09:00-10:00", 星期: 周六、周日, 播放: 通知}
      - {名称: 六月, 从: 2018-06-01, 到: 2018-06-30, 播放: 成绩}
      - {名称: 七月, 从: 2018-07-02, 到: 2018-07-03, 播放: [{栏目: 成绩, 几张: 1}]}
"""
LONG = "标题: 家庭医生每周三上午到社区卫生服务中心二楼坐诊，带上医保卡\n发布日期: 2018-06-20\n有效期至: 2018-07-31\n"
LATER = "标题: 八月停水\n发布日期: 2018-06-20\n生效日期: 2018-08-01\n有效期至: 2018-08-02\n"
SERVICE = "标题: {}\n发布日期: 2018-06-20\n所属组织: street\n人群: 老人\n给谁: 老人\n做什么: 上门看病\n时间: 每周一次\n"
FAT32 = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.[a-z0-9]{1,4}")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    folder = tmp_path_factory.mktemp("project") / "site"
    shutil.copytree(repository / "tests/sites/minimal", folder)
    with (folder / "site_config.yml").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS)
    (folder / "content/notices/long.yml").write_text(LONG, encoding="utf-8")
    (folder / "content/notices/later.yml").write_text(LATER, encoding="utf-8")
    for name, title in (("bath", "助浴"), ("meals", "助餐")):
        (folder / f"content/projects/{name}.yml").write_text(SERVICE.format(title), encoding="utf-8")
    return folder


def export(project: Path, *words: str | Path, script: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `streetlight render` in a process of its own, as people do; `script` runs before it."""
    start = f"{script}\nfrom generator.cli import main\nmain()"
    command = [sys.executable, "-c", start, "render", *words, "--project", project, "--date", DATE]
    env = {**os.environ, **environment}
    return subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False, timeout=120)


@dataclass(frozen=True)
class Exported:
    """Everything of every screen, exported once; `cache` is where the drawn and encoded pieces are."""

    folder: Path
    cache: Path
    said: Mapping[str, str]

    def stick(self, screen: str) -> Path:
        return self.folder / screen / "usb"


@pytest.fixture(scope="module")
def exported(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    folder, cache = tmp_path_factory.mktemp("exported"), tmp_path_factory.mktemp("cache")
    return Exported(folder, cache, {screen: everything(project, screen, folder, cache) for screen in SIZES})


def everything(project: Path, screen: str, folder: Path, cache: Path, **environment: str) -> str:
    out = folder / screen
    targets = ("--usb", out / "usb", "--sheet", out / "sheet")
    done = export(project, screen, *targets, XDG_CACHE_HOME=str(cache), **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stderr


def bytes_below(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def payload(stick: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the manifest and what plays, as the player on the stick reads them."""
    text = (stick / "player/a.js").read_text(encoding="ascii")
    words = json.loads(f"[{text[text.index('(') + 1 : text.rindex(')')]}]")
    return json.loads(words[0]), json.loads(words[2])


def ffmpeg() -> str:
    import imageio_ffmpeg  # noqa: PLC0415  # carries no types

    return str(imageio_ffmpeg.get_ffmpeg_exe())


def probe(video: Path) -> str:
    return subprocess.run([ffmpeg(), "-hide_banner", "-i", video], capture_output=True, text=True, check=False).stderr


def frame(video: Path, second: float, into: Path) -> Image.Image:
    file = into / "frame.png"
    subprocess.run(
        [ffmpeg(), "-loglevel", "error", "-y", "-ss", str(second), "-i", video, "-frames:v", "1", file], check=True
    )
    with Image.open(file) as image:
        return image.convert("RGB")


def still(file: Path) -> Image.Image:
    with Image.open(file) as image:
        return image.convert("RGB")


def apart(one: Image.Image, other: Image.Image) -> float:
    """Return how far two pictures are from each other in luma: 0 the same, 255 black and white."""
    return float(ImageStat.Stat(ImageChops.difference(one.convert("L"), other.convert("L"))).mean[0])


def seconds(stick: Path) -> list[int]:
    lines = (stick / "playlist.txt").read_text(encoding="utf-8-sig").splitlines()
    return [int(line.split("\t")[2]) for line in lines if re.match(r"\d{3}\t", line)]


@pytest.mark.parametrize("screen", SIZES)
def test_stills_have_the_screens_size_and_no_gap_in_their_numbers(exported: Exported, screen: str) -> None:
    stick = exported.stick(screen)
    names = sorted(p.name for p in stick.glob("*.png"))
    assert names == [f"{i:03d}.png" for i in range(1, len(names) + 1)]
    assert len(names) == len(seconds(stick)) > 3
    for name in names:
        with Image.open(stick / name) as image:
            assert (image.size, image.mode, image.format) == (SIZES[screen], "RGB", "PNG")
    assert len({(stick / name).read_bytes() for name in names}) == len(names)


@pytest.mark.parametrize("screen", SIZES)
def test_names_on_a_stick_are_safe_and_its_sums_are_right(exported: Exported, screen: str) -> None:
    stick = exported.stick(screen)
    files = bytes_below(stick)
    assert {p.split("/")[0] for p in files if "/" in p} == {"player"}
    assert all(FAT32.fullmatch(name) for path in files for name in [path.rpartition("/")[2]])
    assert len({path.casefold() for path in files}) == len(files)
    sums = dict(line.split("  ")[::-1] for line in files.pop("sums.txt").decode().splitlines())
    assert sums == {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    assert {"player/index.html", "player/player.js", "loop.mp4", "playlist.txt", "README.txt"} < files.keys()


def test_the_playlist_says_in_chinese_what_plays_until_when(exported: Exported) -> None:
    raw = (exported.stick("hall") / "playlist.txt").read_bytes()
    assert raw.startswith("\ufeff屏幕：一楼大厅（hall），960×540\r\n".encode())
    text = raw.decode("utf-8-sig")
    assert "换页：渐变" in text
    (line,) = [x for x in text.split("\r\n") if "坐诊" in x]
    assert re.fullmatch(
        r"\d{3}\t\d{3}\.png\t\d+\t不限\t2018-07-31\t家庭医生每周三上午到社区卫生服务中心二楼坐诊，带上医保卡", line
    )
    assert "八月停水" not in text


def test_the_playlist_tells_slides_of_no_entry_apart(exported: Exported) -> None:
    def names(screen: str) -> list[str]:
        text = (exported.stick(screen) / "playlist.txt").read_text(encoding="utf-8-sig")
        return [line.rpartition("\t")[2] for line in text.splitlines() if re.match(r"\d{3}\t", line)]

    assert {"常亮", "身边的服务"} < set(names("hall"))
    assert {"常亮", "编号"} < set(names("strip"))
    assert "灯下街道" not in {*names("hall"), *names("strip"), *names("odd")}


def test_the_playlist_names_what_else_the_screen_plays(exported: Exported, project: Path, tmp_path: Path) -> None:
    text = (exported.stick("hall") / "playlist.txt").read_text(encoding="utf-8-sig")
    assert text.splitlines()[-3:] == [
        "早上（07:00-09:00）另播一套：用 --at 导出",
        "周末（周六、周日 09:00-10:00）另播一套：用 --at 导出",
        "七月（2018-07-02 至 2018-07-03）另播一套：用 --at 导出",
    ]
    assert "另播" not in (exported.stick("odd") / "playlist.txt").read_text(encoding="utf-8-sig")
    at = ("--at", "2018-07-01T08:00")
    done = export(project, "hall", "--png", tmp_path / "png", *at, XDG_CACHE_HOME=str(exported.cache))
    assert done.returncode == 0, done.stderr
    morning = (tmp_path / "png/playlist.txt").read_text(encoding="utf-8-sig")
    assert "\n平时另播一套" in morning
    assert "早上" not in morning


def test_the_readme_says_when_the_screen_is_off_and_where_its_code_stands(exported: Exported) -> None:
    said = {screen: (exported.stick(screen) / "README.txt").read_text(encoding="utf-8-sig") for screen in SIZES}
    assert "这块屏幕只在7:00到22:00播：请在播放软件里设定时开关。" in said["hall"]
    assert "定时开关" not in said["odd"]
    assert "编号只在这些画面的角上：001。" in said["odd"]
    assert "编号单独占一张画面：002。" in said["strip"]


@pytest.mark.parametrize(("screen", "change"), [("hall", "渐变"), ("odd", "硬切"), ("strip", "硬切")])
def test_changes_are_called_as_in_the_settings(exported: Exported, screen: str, change: str) -> None:
    assert f"换页：{change}\n" in (exported.stick(screen) / "playlist.txt").read_text(encoding="utf-8-sig")


def test_another_moment_has_another_loop(project: Path, exported: Exported, tmp_path: Path) -> None:
    cache = str(exported.cache)
    done = export(project, "hall", "--png", tmp_path / "png", "--at", "2018-08-01T09:00", XDG_CACHE_HOME=cache)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "png/playlist.txt").read_text(encoding="utf-8-sig")
    assert "\t2018-08-01\t2018-08-02\t八月停水" in text
    assert "坐诊" not in text


@pytest.mark.parametrize("screen", SIZES)
def test_the_video_is_what_senders_play(exported: Exported, screen: str) -> None:
    video = exported.stick(screen) / "loop.mp4"
    told = probe(video)
    width, height = (side + side % 2 for side in SIZES[screen])
    assert re.search(rf"Video: h264 .*yuv420p\(tv, bt709.*, {width}x{height}", told), told
    assert "Audio" not in told
    rate = 30 if screen == "strip" else 25
    assert f"{rate} fps" in told
    hours, minutes, rest = re.search(r"Duration: (\d+):(\d+):([\d.]+)", told).groups()  # type: ignore[union-attr]
    length = int(hours) * 3600 + int(minutes) * 60 + float(rest)
    assert abs(length - sum(seconds(exported.stick(screen)))) <= 1 / rate
    data = video.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


@pytest.mark.parametrize("screen", SIZES)
def test_the_video_shows_each_still_in_its_time(exported: Exported, screen: str, tmp_path: Path) -> None:
    stick, begin = exported.stick(screen), 0
    stills = {i: still(stick / f"{i:03d}.png") for i in range(1, len(seconds(stick)) + 1)}
    for i, length in enumerate(seconds(stick), 1):
        shown = frame(stick / "loop.mp4", begin + 1.5, tmp_path).crop((0, 0, *SIZES[screen]))
        begin += length
        distances = {n: apart(shown, picture) for n, picture in stills.items()}
        assert min(distances, key=distances.__getitem__) == i
        assert distances[i] < 1.5


def test_a_fade_and_a_hold_stand_between_stills(exported: Exported, tmp_path: Path) -> None:
    hall, odd = exported.stick("hall"), exported.stick("odd")
    begin = seconds(hall)[0]
    half = frame(hall / "loop.mp4", begin + 0.2, tmp_path)
    first, second = still(hall / "001.png"), still(hall / "002.png")
    assert apart(half, first) > 1
    assert apart(half, second) > 1
    assert apart(half, Image.blend(first, second, 0.5)) < 1.5
    held = frame(odd / "loop.mp4", seconds(odd)[0] + 0.04, tmp_path)
    assert len(held.quantize(4).getcolors() or []) == 1


def test_a_line_too_long_for_a_strip_rolls_by_whole_pixels(exported: Exported, tmp_path: Path) -> None:
    stick = exported.stick("strip")
    lines = (stick / "playlist.txt").read_text(encoding="utf-8-sig").splitlines()
    number = next(int(line[:3]) for line in lines if "坐诊" in line)
    scroll = next(s["scroll"] for s in payload(stick)[1]["slides"] if s["scroll"])
    begin = sum(seconds(stick)[: number - 1])
    one, two = (frame(stick / "loop.mp4", begin + at, tmp_path) for at in (3, 4))
    moved, (width, height) = 60 * scroll, SIZES["strip"]
    inner = (8, 0, width - 8 - moved, height)
    assert apart(one.crop((8 + moved, 0, width - 8, height)), two.crop(inner)) < 1
    assert apart(one.crop(inner), two.crop(inner)) > 5


def test_an_odd_screen_is_padded_for_video_and_that_is_said(exported: Exported, tmp_path: Path) -> None:
    shown = frame(exported.stick("odd") / "loop.mp4", 1.5, tmp_path)
    assert shown.size == (386, 194)
    corner = shown.getpixel((385, 193))
    assert apart(shown.crop((385, 0, 386, 194)), Image.new("RGB", (1, 194), corner)) < 2
    assert "双数" in exported.said["odd"]
    assert "双数" not in exported.said["hall"]
    assert "发虚" in exported.said["strip"]


def test_two_exports_are_the_same_bytes(project: Path, exported: Exported, tmp_path: Path) -> None:
    everything(project, "odd", tmp_path, tmp_path / "cold")
    assert bytes_below(tmp_path / "odd") == bytes_below(exported.folder / "odd")


def test_what_is_drawn_already_needs_no_browser(project: Path, exported: Exported, tmp_path: Path) -> None:
    everything(project, "hall", tmp_path, exported.cache, CHROMIUM="/nowhere/chromium")
    assert bytes_below(tmp_path / "hall") == bytes_below(exported.folder / "hall")


def test_an_unchanged_export_writes_nothing(project: Path, exported: Exported) -> None:
    before = {p: p.stat().st_mtime_ns for p in exported.folder.rglob("*") if p.is_file()}
    everything(project, "hall", exported.folder, exported.cache)
    assert {p: p.stat().st_mtime_ns for p in exported.folder.rglob("*") if p.is_file()} == before


def test_the_sheet_holds_what_is_signed(exported: Exported) -> None:
    page = (exported.folder / "hall/sheet/sheet.html").read_text(encoding="utf-8")
    manifest, plays = payload(exported.stick("hall"))
    for words in (
        "显示屏信息发布审批单",
        "初审",
        "复审",
        "终审",
        "发布人",
        "紧急撤下",
        "电话",
        "一楼大厅（hall）",
        "2018年7月1日",
    ):
        assert words in page
    assert plays["code"] in page
    assert f"<td>{manifest['version']}</td>" in page
    bare = re.sub(r"<[^>]*>|\s", "", page)
    assert manifest["digest"] in bare
    for file in exported.stick("hall").glob("*.png"):
        assert hashlib.sha256(file.read_bytes()).hexdigest() in bare
    loops = {part["name"]: set(part["loop"]) for part in plays["parts"]}
    over = loops.pop("六月").difference(*loops.values())
    assert over
    assert page.count("<img ") == len(plays["slides"]) - len(over)
    assert "八月停水" in page
    assert "2018-08-02 止" in page
    assert not re.search(r'(src|href)="(?!data:)', page)


def test_the_sheet_says_when_what_plays(exported: Exported) -> None:
    page = (exported.folder / "hall/sheet/sheet.html").read_text(encoding="utf-8")
    assert "每天7:00到22:00播，别的时间休息。夜间（19:30到第二天6:30）不播太亮的画面。" in page
    rows = [re.findall(r"<td>(.*?)</td>", row) for row in page.partition("<h2>播放时间")[2].splitlines()]
    spans = {row[0]: row[1:4] for row in rows if len(row) == 5}
    assert spans == {
        "常亮": ["每天", "全天", "不限"],
        "平时": ["每天", "全天", "不限"],
        "早上": ["每天", "07:00-09:00", "不限"],
        "周末": ["周六、周日", "09:00-10:00", "不限"],
        "七月": ["每天", "全天", "2018-07-02 至 2018-07-03"],
        "休息": ["每天", "22:00-次日07:00", "不限"],
    }
    cards = dict(re.findall(r"<h3>(.*?)</h3>\n.*\n<p>(.*?)　<small>", page))
    assert cards["时段 七月　健康体检"].endswith("起止：2018-07-02 起，2018-07-03 止")
    assert cards["时段 休息　休息"].endswith("起止：不限")
    assert cards["序号 001　常亮"].endswith("起止：不限")


def test_the_sheet_counts_its_pictures_and_leaves_blanks_for_the_clerk(exported: Exported) -> None:
    stick = exported.stick("hall")
    page = (exported.folder / "hall/sheet/sheet.html").read_text(encoding="utf-8")
    now, every = len(seconds(stick)), page.count("<img ")
    assert f"共{every}张，其中{now}张在这一轮里，另有{every - now}张在别的时间播" in page
    odd = (exported.folder / "odd/sheet/sheet.html").read_text(encoding="utf-8")
    assert "灯下街道（盖章）" in odd
    for blank in ("承办科室", "拟稿人", "联系电话", "位置"):
        assert f'<th scope="row">{blank}</th>' in odd
    assert "计划播放" in odd


def test_the_printed_sheet_is_a_pdf_of_the_day_of_the_build(exported: Exported) -> None:
    data = (exported.folder / "hall/sheet/sheet.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    assert set(re.findall(rb"Date \(D:(\d{14})", data)) == {b"20180630160000"}
    assert len(re.findall(rb"/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]", data)) >= 2


def test_jpeg_and_bmp_are_plain(project: Path, exported: Exported, tmp_path: Path) -> None:
    cache = str(exported.cache)
    for suffix, kind in (("jpg", "JPEG"), ("bmp", "BMP")):
        done = export(project, "odd", "--png", tmp_path / suffix, "--format", suffix, XDG_CACHE_HOME=cache)
        assert done.returncode == 0, done.stderr
        with Image.open(tmp_path / suffix / f"001.{suffix}") as image:
            assert (image.format, image.size) == (kind, (385, 193))
            assert "progressive" not in image.info
        assert apart(still(tmp_path / suffix / f"001.{suffix}"), still(exported.stick("odd") / "001.png")) < 1


def test_without_ffmpeg_it_says_what_to_install(project: Path, exported: Exported, tmp_path: Path) -> None:
    hidden = "import sys; sys.modules['imageio_ffmpeg'] = None"
    out = tmp_path / "loop.mp4"
    done = export(project, "odd", "--mp4", out, script=hidden, PATH=str(tmp_path), XDG_CACHE_HOME=str(exported.cache))
    assert done.returncode == 2
    assert "ffmpeg" in done.stderr
    assert "pip install 'streetlight[export]'" in done.stderr
    assert not out.exists()


def test_what_was_exported_is_proven_by_the_log(
    exported: Exported, project: Path, streetlight: Streetlight, tmp_path: Path
) -> None:
    for screen in SIZES:
        for place in (exported.stick(screen), exported.stick(screen) / "player", exported.folder / screen / "sheet"):
            ran = streetlight("verify", place, "--project", project)
            assert ran.code == 0, ran.out + ran.err
            assert screen in ran.out or place.name == "player"
    film = Path(shutil.copy(exported.stick("odd") / "loop.mp4", tmp_path / "loop.mp4"))
    assert streetlight("verify", film, "--project", project).code == 1  # it was exported on a stick, not as a video
    assert export(project, "odd", "--mp4", tmp_path / "odd.mp4", XDG_CACHE_HOME=str(exported.cache)).returncode == 0
    assert "屏幕 odd 的视频" in streetlight("verify", tmp_path / "odd.mp4", "--project", project).out
    stick = Path(shutil.copytree(exported.stick("odd"), tmp_path / "stick"))
    with (stick / "loop.mp4").open("r+b") as file:
        file.seek(1000)
        file.write(b"x")
    ran = streetlight("verify", stick, "--project", project)
    assert (ran.code, "  loop.mp4：被改过" in ran.out) == (1, True)


def test_an_export_passes_the_gate_before_it_is_written(project: Path, exported: Exported, tmp_path: Path) -> None:
    """A code that says somebody's number, in a still that was drawn earlier: nothing is written."""
    cache, out = Path(shutil.copytree(exported.cache, tmp_path / "cache")), tmp_path / "out"
    drawn = BytesIO()
    with Image.open(BytesIO(coded_photo())) as photo:
        photo.save(drawn, "PNG")
    planted = drawn.getvalue()
    for kept in (cache / "streetlight/stills").glob("*"):
        keep(kept, planted)
    done = export(project, "hall", "--png", out, XDG_CACHE_HOME=str(cache))
    assert done.returncode == 1
    assert "[mobile-phone]" in done.stdout + done.stderr
    assert not out.exists()
