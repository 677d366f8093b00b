"""Photos: there, readable, described, and with the consent of those shown."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import Check, at
from generator.findings import Finding, Text, error
from generator.site import Site

PHOTO_MISSING = error(
    "photo-missing",
    Text("找不到照片 {file}", "the picture {file} is not there"),
    Text(
        "照片放在 content/media/ 里，就写 media/照片名.jpg；名字连大小写都要一样",
        "A picture in content/media/ is written media/name.jpg; capitals count",
    ),
)
PHOTO_UNREADABLE = error(
    "photo-unreadable",
    Text("照片 {file} 打不开", "the picture {file} cannot be opened"),
    Text("只收 JPEG、PNG、WebP；重新导出一张，不超过30 MB", "Use JPEG, PNG or WebP of at most 30 MB; export it again"),
)
PHOTO_ALT = error(
    "photo-alt",
    Text("照片 {file} 没有图说", "the picture {file} has no description"),
    Text("补上一行 图说: 照片里有什么，给看不见的人听", "Add alt: what the picture shows, for those who cannot see it"),
)
PHOTO_CONSENT = error(
    "photo-consent",
    Text("照片 {file} 没有写明同意公开", "the picture {file} has no recorded consent"),
    Text("问过照片里的人以后，补上一行 同意公开: 是", "Ask those shown, then add consent: yes"),
)
_BY_PROBLEM = {"missing": PHOTO_MISSING, "unreadable": PHOTO_UNREADABLE}


def check(site: Site) -> Iterator[Finding]:
    """Every photo must exist, decode as JPEG, PNG or WebP, carry 图说, and say 同意公开: 是."""
    for entry in site.all():
        for path, photo in entry.photos():
            media = site.media.get(photo.file)
            if media and media.problem:
                yield at(_BY_PROBLEM[media.problem], entry, *path, "file", file=photo.file)
            if not photo.alt:
                yield at(PHOTO_ALT, entry, *path, file=photo.file)
            if not photo.consent:
                yield at(PHOTO_CONSENT, entry, *path, file=photo.file)


def _problems(site: Site) -> list[tuple[str, str]]:
    """Return what is wrong with files: it may have been mended, or come up, while no entry changed."""
    return sorted((name, media.problem) for name, media in site.media.items() if media.problem)


CHECK = Check((PHOTO_MISSING, PHOTO_UNREADABLE, PHOTO_ALT, PHOTO_CONSENT), check, given=_problems)
