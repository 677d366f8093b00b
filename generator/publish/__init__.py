"""Publishing: a release is rendered into a fresh folder, described by a manifest, logged, and then switched to."""

from generator.publish.book import Book
from generator.publish.lines import Approval, Kind
from generator.publish.log import Damage, LogDamaged
from generator.publish.manifest import Manifest, read_manifest
from generator.publish.release import NotARelease, publish, staged

__all__ = [
    "Approval",
    "Book",
    "Damage",
    "Kind",
    "LogDamaged",
    "Manifest",
    "NotARelease",
    "publish",
    "read_manifest",
    "staged",
]
