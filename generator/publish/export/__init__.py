"""Export: what a screen plays, as files for those that have no browser, and as a sheet to be signed."""

from generator.publish.export.colour import spoilt_by_video
from generator.publish.export.delivery import deliver, expect_ours, write_video
from generator.publish.export.drawing import Easel, Told
from generator.publish.export.export import Export, TooLarge, programme_of
from generator.publish.export.playlist import Playing
from generator.publish.export.times import duration

__all__ = [
    "Easel",
    "Export",
    "Playing",
    "Told",
    "TooLarge",
    "deliver",
    "duration",
    "expect_ours",
    "programme_of",
    "spoilt_by_video",
    "write_video",
]
