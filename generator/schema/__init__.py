"""Schema: field types, records, collections, and everything derived from their one declaration."""

from generator.schema.collection import Collection
from generator.schema.record import Clip, EntryRecord, Photo, Record, fields_of
from generator.schema.values import Figure, Option, PartialDate, added

__all__ = [
    "Clip",
    "Collection",
    "EntryRecord",
    "Figure",
    "Option",
    "PartialDate",
    "Photo",
    "Record",
    "added",
    "fields_of",
]
