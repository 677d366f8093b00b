"""Publishing: a release is rendered into a fresh folder, described by a manifest, and then switched to."""

from generator.publish.manifest import MANIFEST, Manifest, read_manifest
from generator.publish.release import NotARelease, publish

__all__ = ["MANIFEST", "Manifest", "NotARelease", "publish", "read_manifest"]
