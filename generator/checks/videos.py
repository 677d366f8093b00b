"""Videos: there, playable on every screen, described, and with the consent of those shown."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import Check, at
from generator.findings import Finding, Text, error, warning
from generator.site import Entry, Media, Site

VIDEO_MISSING = error(
    "video-missing",
    Text("找不到视频 {file}", "the video {file} is not there"),
    Text(
        "视频放在 content/media/ 里，就写 media/视频名.mp4；名字连大小写都要一样",
        "A video in content/media/ is written media/name.mp4; capitals count",
    ),
)
VIDEO_UNUSABLE = error(
    "video-unusable",
    Text("视频 {file} 不能用：{reason}", "the video {file} cannot be used: {reason}"),
    Text(
        "用剪辑软件重新导出：MP4，H.264 编码，1080p，60秒、20 MB以内，不要“10位”和 HDR",
        "Export it again: MP4, H.264, 8 bit, 1080p at most, 60 seconds and 20 MB at most",
    ),
)
VIDEO_SOUND = warning(
    "video-sound",
    Text("视频 {file} 有声音，屏幕上不出声", "the video {file} has sound; screens are silent"),
    Text("话要听得懂的，把它写成字；导出时可以去掉声音", "Put into words what must be heard; export it without sound"),
)
VIDEO_ALT = error(
    "video-alt",
    Text("视频 {file} 没有图说", "the video {file} has no description"),
    Text("补上一行 图说: 视频里有什么，给看不见的人听", "Add alt: what the video shows, for those who cannot see it"),
)
VIDEO_CONSENT = error(
    "video-consent",
    Text("视频 {file} 没有写明同意公开", "the video {file} has no recorded consent"),
    Text("问过视频里的人以后，补上一行 同意公开: 是", "Ask those shown, then add consent: yes"),
)
REASONS = {
    "unreadable": Text("打不开，不是 MP4 或者没有存完整", "it is no MP4, or not a whole one"),
    "too-large": Text("超过20 MB", "it has more than 20 MB"),
    "coding": Text("不是 H.264 编码", "it is not coded in H.264"),
    "colours": Text("颜色的存法许多屏幕放不了", "its colours are not 8 bit 4:2:0"),
    "odd-size": Text("宽或高的像素是单数", "its width or height is an odd number of pixels"),
    "too-many-pixels": Text("画面比1080p大", "its picture is larger than 1080p"),
    "too-long": Text("超过60秒", "it is longer than 60 seconds"),
    "other-tracks": Text("夹带了别的轨道，例如位置、字幕", "it holds other tracks, such as places or subtitles"),
}
"""Why a film cannot be used, by the problem that the store found."""


def check(site: Site) -> Iterator[Finding]:
    """Every video must exist, play on old screens (H.264, 8 bit, even size, short), carry 图说, and say 同意公开: 是.

    Sound is allowed, but named: screens play without it.
    """
    for entry in site.all():
        clip = entry.record.video
        if clip is None:
            continue
        yield from _file(entry, clip.file, site.media.get(clip.file))
        if not clip.alt:
            yield at(VIDEO_ALT, entry, "video", file=clip.file)
        if not clip.consent:
            yield at(VIDEO_CONSENT, entry, "video", file=clip.file)


def _file(entry: Entry, name: str, media: Media | None) -> Iterator[Finding]:
    if media is None or media.problem == "missing":
        yield at(VIDEO_MISSING, entry, "video", "file", file=name)
    elif media.problem or not media.duration:
        reason = REASONS[media.problem or "unreadable"]
        yield at(VIDEO_UNUSABLE, entry, "video", "file", file=name, reason=reason)
    elif media.sound:
        yield at(VIDEO_SOUND, entry, "video", "file", file=name)


CHECK = Check((VIDEO_MISSING, VIDEO_UNUSABLE, VIDEO_SOUND, VIDEO_ALT, VIDEO_CONSENT), check)
