"""Field types made of small records."""

from __future__ import annotations

from typing import ClassVar

from generator.findings import Text
from generator.schema import rules
from generator.schema.fields.base import KINDS, FieldType


class Items(FieldType):
    """A list of small records. A single one may be written without the list."""

    wanted: ClassVar[Text] = KINDS[list]
    most: int = 50
    bare: str = ""
    """The item's field that a bare text stands for: `- 成绩` for `- 栏目: 成绩`."""

    def wrapped(self, raw: object) -> list[object]:
        """Return what each item is made of, for its own record to look at."""
        if isinstance(raw, str) and not self.bare:
            raise self.broken(rules.WRONG_SHAPE, wanted=self.wanted, got=KINDS[str])
        items = raw if isinstance(raw, list) else [raw]
        if len(items) > self.most:
            raise self.broken(rules.TOO_MANY, count=len(items), limit=self.most)
        return [{self.bare: item} if self.bare and isinstance(item, str) else item for item in items]


class Group(FieldType):
    """One group of fields; its record looks at them."""

    wanted: ClassVar[Text] = KINDS[dict]
