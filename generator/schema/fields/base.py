"""The base of all field types."""

from __future__ import annotations

from typing import Any, ClassVar, dataclass_transform

from generator.findings import Rule, Text
from generator.schema import rules
from generator.schema.rules import Refused

_QUOTED = 60  # how much of a bad value a message repeats
KINDS: dict[type, Text] = {
    str: Text("文字", "text"),
    list: Text("列表", "a list"),
    dict: Text("一组字段", "a group of fields"),
}


@dataclass_transform(kw_only_default=True, frozen_default=True)
class _Declared:
    def __init__(self, **declared: Any) -> None:  # noqa: ANN401  # type checkers know each by `dataclass_transform`
        """Take what is declared; the rest stands in the class. A dataclass would cost each start 0.5 ms a type."""
        vars(self).update(declared)


class FieldType(_Declared):
    """Base of all field types, declared by keywords. `example` is what an author could write, and is itself valid.

    `asked`: the schema takes an entry without it, but a check insists. `inward`: for staff alone, shown nowhere; no check
    of wording reads it, and no approval is bound to it.
    """

    label: str
    help: str = ""
    example: Any = ""
    asked: bool = False
    inward: bool = False
    wanted: ClassVar[Text] = KINDS[str]

    def parse(self, raw: object) -> object:
        """Turn what the author wrote into the field's value; raise `Refused` when it does not fit."""
        raise NotImplementedError

    def json_schema(self) -> dict[str, Any]:
        """Return the JSON Schema of what an author may write (editors complete and check with it)."""
        return {"type": ["string", "number"]}

    def broken(self, rule: Rule, **args: object) -> Refused:
        """Make the error for this field; every message may use label and example."""
        short = {k: f"{v[:_QUOTED]}…" if isinstance(v, str) and len(v) > _QUOTED else v for k, v in args.items()}
        return Refused(rule, {"label": self.label, "example": self.example_text, **short})

    @property
    def example_text(self) -> str:
        """The example on one line, for messages."""
        return "、".join(map(str, self.example)) if isinstance(self.example, list) else str(self.example)

    def text(self, raw: object) -> str:
        """Return the author's text without outer blanks; anything but text is reported."""
        if not isinstance(raw, str):
            raise self.broken(rules.WRONG_SHAPE, wanted=self.wanted, got=KINDS.get(type(raw), KINDS[dict]))
        return raw.strip()
