"""The Site: one frozen snapshot of all entries and settings for one date. All that follows works on it alone."""

from generator.site.artifact import Artifact
from generator.site.entry import Entry
from generator.site.media import Media
from generator.site.rollup import roll_ups
from generator.site.series import series_of
from generator.site.site import Site
from generator.site.texts import FieldPath

__all__ = ["Artifact", "Entry", "FieldPath", "Media", "Site", "roll_ups", "series_of"]
