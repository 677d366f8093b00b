"""Field types: each holds all there is to know about one kind of field.

A field type parses what an author wrote (all scalars arrive as text), says what is wrong with it, and knows its
Chinese label, help, example and JSON Schema. Collections put them into `Annotated[value type, field type]`.
"""

from generator.schema.fields.base import KINDS, FieldType
from generator.schema.fields.groups import Group, Items
from generator.schema.fields.measures import Amount, Choice, Day, Number, TimeSpan, When, Yes
from generator.schema.fields.recurrence import DayList, Repeats
from generator.schema.fields.text import Id, Line, Lines, MediaPath, Phone, Ref, Refs, RichText, usable_id

__all__ = [
    "KINDS", "Amount", "Choice", "Day", "DayList", "FieldType", "Group", "Id", "Items", "Line", "Lines",
    "MediaPath", "Number", "Phone", "Ref", "Refs", "Repeats", "RichText", "TimeSpan", "When", "Yes", "usable_id",
]  # fmt: skip
