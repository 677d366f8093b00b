"""Edits of content files as staff make them, whose effect on the public is known by how they are made.

The files are looked at with PyYAML's own pure loader, not with ours: an edit that shows must be found by the reader, not here.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import yaml

from generator.collections import COLLECTIONS
from generator.schema import Record, fields_of
from generator.schema.fields import Amount, Choice, Day, FieldType, Line, RichText, When, Yes
from generator.schema.record import names_by_key

Dice = random.Random
HAN = "灯街巷院门窗桥河树花"


@dataclass(frozen=True)
class Value:
    """A value written on one line: its node, its field's type, and its key's name from the entry down."""

    node: Any
    type: FieldType
    path: tuple[str | int, ...]


@dataclass(frozen=True)
class Written:
    """An entry as it stands in a file: the file's text, the collection, the entry's node and id."""

    text: str
    collection: str
    node: Any
    id: str

    @property
    def model(self) -> type[Record]:
        return COLLECTIONS[self.collection].model

    @cached_property
    def values(self) -> list[Value]:
        """All scalars of the entry with what they are, ids and keys of references left out."""
        return list(_values(self.node, self.model, ()))

    def of(self, *types: type[FieldType]) -> list[Value]:
        return [v for v in self.values if type(v.type) in types and v.node.value.strip()]

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """The pairs of the entry itself, without the first, which may stand behind a hyphen."""
        found: list[tuple[Any, Any]] = self.node.value[1:]
        return found

    def replaced(self, start: int, end: int, new: str) -> str:
        return self.text[:start] + new + self.text[end:]

    def with_value(self, value: Value, new: str) -> str:
        """Write another text into a value's place, quoted; a block of lines ends with its line."""
        start, end = value.node.start_mark.index, value.node.end_mark.index
        end_of_line = "\n" if self.text[start:end].endswith("\n") else ""
        return self.replaced(start, end, json.dumps(new, ensure_ascii=False) + end_of_line)


def _values(node: Any, model: type[Record], path: tuple[str | int, ...]) -> Iterator[Value]:  # noqa: ANN401  # PyYAML's nodes are untyped
    names, specs = names_by_key(model), fields_of(model)
    for key, value in node.value:
        spec = specs[names[key.value]]
        here = (*path, spec.name)
        items = value.value if isinstance(value, yaml.SequenceNode) else [value]
        for i, item in enumerate(items):
            if isinstance(item, yaml.MappingNode) and spec.items:
                yield from _values(item, spec.items, (*here, i))
            elif isinstance(item, yaml.ScalarNode) and not spec.type.inward:
                yield Value(item, spec.type, here)


@cache
def written(text: str, collection: str, stem: str) -> tuple[Written, ...]:
    """Return the entries of a file."""
    root: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    nodes = root.value if isinstance(root, yaml.SequenceNode) else [root]
    names = names_by_key(COLLECTIONS[collection].model)
    ids = [next((v.value for k, v in n.value if names[k.value] == "id"), stem) for n in nodes]
    return tuple(Written(text, collection, n, i) for n, i in zip(nodes, ids, strict=True))


Edit = Callable[[Written, Dice], str | None]
"""From an entry to the file's text after the edit; None where there is nothing to do it to."""


# -- edits that show nothing -------------------------------------------------------------------------------------------


def _line_start(node: Any) -> int:  # noqa: ANN401  # PyYAML's nodes are untyped
    return int(node.start_mark.index - node.start_mark.column)


def comment_line(entry: Written, dice: Dice) -> str | None:
    if not entry.pairs:
        return None
    key, _ = dice.choice(entry.pairs)
    at = _line_start(key)
    return entry.replaced(at, at, " " * key.start_mark.column + "# 已和社区核对: “5000余” 不是 6000\n")


def blank_line(entry: Written, dice: Dice) -> str | None:
    if not entry.pairs:
        return None
    at = _line_start(dice.choice(entry.pairs)[0])
    return entry.replaced(at, at, "\n" * dice.randint(1, 3))


def comment_behind(entry: Written, dice: Dice) -> str | None:
    ends = [v.node for v in entry.values if v.node.style not in ("|", ">") and _ends_line(entry, v.node)]
    if not ends:
        return None
    at = dice.choice(ends).end_mark.index
    return entry.replaced(at, at, "   # 待核")


def blanks_behind(entry: Written, dice: Dice) -> str | None:
    ends = [v.node for v in entry.values if v.node.style not in ("|", ">") and _ends_line(entry, v.node)]
    if not ends:
        return None
    at = dice.choice(ends).end_mark.index
    return entry.replaced(at, at, " " * dice.randint(1, 4))


def _ends_line(entry: Written, node: Any) -> bool:  # noqa: ANN401  # PyYAML's nodes are untyped
    return entry.text[node.end_mark.index : node.end_mark.index + 1] in ("", "\n")


def keys_swapped(entry: Written, dice: Dice) -> str | None:
    """Swap two neighbouring keys of the entry with all that stands below them."""
    starts = [_line_start(key) for key, _ in entry.pairs]
    if len(starts) < 3 or len(set(starts)) < len(starts):
        return None
    i = dice.randrange(len(starts) - 2)
    a, b, c = starts[i : i + 3]
    return entry.text[:a] + entry.text[b:c] + entry.text[a:b] + entry.text[c:]


def other_language(entry: Written, dice: Dice) -> str | None:
    key, _ = dice.choice(entry.node.value)
    spec = fields_of(entry.model)[names_by_key(entry.model)[key.value]]
    new = spec.type.label if key.value == spec.key else spec.key
    return entry.replaced(key.start_mark.index, key.end_mark.index, new)


def quoted(entry: Written, dice: Dice) -> str | None:
    found = [v for v in entry.values if v.node.value]
    return entry.with_value((v := dice.choice(found)), v.node.value)


def single_quoted(entry: Written, dice: Dice) -> str | None:
    found = [v for v in entry.values if v.node.style is None and "\n" not in v.node.value and v.node.value]
    if not found:
        return None
    node = dice.choice(found).node
    return entry.replaced(node.start_mark.index, node.end_mark.index, "'" + node.value.replace("'", "''") + "'")


def indented(entry: Written, dice: Dice) -> str:
    margin = " " * dice.randint(1, 5)
    return "".join(margin + line if line.strip() else line for line in entry.text.splitlines(keepends=True))


def date_otherwise(entry: Written, dice: Dice) -> str | None:
    dates = [v for v in entry.of(Day, When) if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", v.node.value)]
    if not dates:
        return None
    value = dice.choice(dates)
    year, *rest = value.node.value.split("-")
    plain = [str(int(part)) for part in rest]
    chinese = f"{year}年{plain[0]}月" + (f"{plain[1]}日" if plain[1:] else "")
    return entry.with_value(value, dice.choice([chinese, "/".join([year, *plain]), ".".join([year, *rest])]))


def figure_otherwise(entry: Written, dice: Dice) -> str | None:
    figures = [v for v in entry.of(Amount) if re.match(r"[近约]?\d{4}", v.node.value)]
    if not figures:
        return None
    value = dice.choice(figures)
    return entry.with_value(value, re.sub(r"(\d+)(\d{3})", r"\1,\2", value.node.value, count=1) + " ")


def choice_otherwise(entry: Written, dice: Dice) -> str | None:
    choices = entry.of(Choice)
    if not choices:
        return None
    value = dice.choice(choices)
    options: Mapping[str, str] = value.type.options  # type: ignore[attr-defined]  # a Choice has them
    return entry.with_value(value, {**{label: key for key, label in options.items()}, **options}[value.node.value])


def default_written(entry: Written, dice: Dice) -> str | None:
    names = names_by_key(entry.model)
    line = dice.choice(["上屏: 是", "qr: no", "摘要:", "photos: []", "有效期至: ~"])
    if names[line.partition(":")[0]] in {names[k.value] for k, _ in entry.node.value} or not entry.pairs:
        return None
    at, key = _line_start(entry.pairs[0][0]), entry.pairs[0][0]
    return entry.replaced(at, at, " " * key.start_mark.column + line + "\n")


def blank_lines_in_body(entry: Written, dice: Dice) -> str | None:
    bodies = [
        v for v in entry.of(RichText) if "\n\n" in v.node.value and not re.search(r"^    |\t|```|<", v.node.value)
    ]
    if not bodies:
        return None
    value = dice.choice(bodies)
    return entry.with_value(value, value.node.value.replace("\n\n", "\n\n  \n\n", 1) + "\n\n")


# -- edits that show ---------------------------------------------------------------------------------------------------


def let_pass(entry: Written, dice: Dice) -> str | None:
    del dice
    names = names_by_key(entry.model)
    if not entry.pairs or "ignore" in {names[k.value] for k, _ in entry.node.value}:
        return None
    at, key = _line_start(entry.pairs[0][0]), entry.pairs[0][0]
    return entry.replaced(at, at, " " * key.start_mark.column + "不查: [{规则: expired, 理由: 问过了}]\n")


def other_character(entry: Written, dice: Dice) -> str | None:
    value = dice.choice([v for v in entry.of(Line, RichText) if re.search(r"[\u4e00-\u9fff]", v.node.value)])
    spots = [m.start() for m in re.finditer(r"[\u4e00-\u9fff]", value.node.value)]
    at = dice.choice(spots)
    new = dice.choice([ch for ch in HAN if ch != value.node.value[at]])
    return entry.with_value(value, value.node.value[:at] + new + value.node.value[at + 1 :])


def lost_character(entry: Written, dice: Dice) -> str | None:
    values = [v for v in entry.of(Line, RichText) if len(v.node.value.strip()) > 3]
    value = dice.choice(values)
    text = value.node.value.strip()
    spots = [i for i in range(1, len(text) - 1) if not text[i].isspace() and text[i] not in "-#*|>"]
    if not spots:
        return None
    at = dice.choice(spots)
    return entry.with_value(value, text[:at] + text[at + 1 :])


def other_digit(entry: Written, dice: Dice) -> str | None:
    values = [v for v in entry.of(Line, RichText, Amount) if re.search(r"\d", v.node.value)]
    if not values:
        return None
    value = dice.choice(values)
    at = dice.choice([m.start() for m in re.finditer(r"\d", value.node.value)])
    new = dice.choice([d for d in "123456789" if d != value.node.value[at]])
    return entry.with_value(value, value.node.value[:at] + new + value.node.value[at + 1 :])


def other_qualifier(entry: Written, dice: Dice) -> str | None:
    figures = [v for v in entry.of(Amount) if re.fullmatch(r"[近约]?\d+[余多]?", v.node.value)]
    if not figures:
        return None
    value = dice.choice(figures)
    number = re.sub(r"\D", "", value.node.value)
    others = [n for n in (number, f"{number}余", f"{number}多", f"近{number}", f"约{number}") if n != value.node.value]
    return entry.with_value(value, dice.choice(others))


def other_day(entry: Written, dice: Dice) -> str | None:
    dates = [v for v in entry.of(Day, When) if re.fullmatch(r"\d{4}(-\d\d)*", v.node.value)]
    if not dates:
        return None
    value = dice.choice(dates)
    year, *rest = value.node.value.split("-")
    rest[-1:] = [f"{int(rest[-1]) % 12 + 1:02d}"] if rest else []
    return entry.with_value(value, "-".join([year, *rest] if rest else [str(int(year) - 1)]))


def other_choice(entry: Written, dice: Dice) -> str | None:
    choices = entry.of(Choice)
    if not choices:
        return None
    value = dice.choice(choices)
    options: Mapping[str, str] = value.type.options  # type: ignore[attr-defined]  # as above
    return entry.with_value(value, dice.choice([o for k, o in options.items() if value.node.value not in (k, o)]))


def other_answer(entry: Written, dice: Dice) -> str | None:
    answers = entry.of(Yes)
    if not answers:
        return None
    value = dice.choice(answers)
    return entry.with_value(value, "否" if value.node.value in ("是", "yes", "true") else "是")


def off_the_screens(entry: Written, dice: Dice) -> str | None:
    del dice
    names = names_by_key(entry.model)
    if not entry.pairs or "on_screen" in {names[k.value] for k, _ in entry.node.value}:
        return None
    at, key = _line_start(entry.pairs[0][0]), entry.pairs[0][0]
    return entry.replaced(at, at, " " * key.start_mark.column + "上屏: 否\n")


def key_lost(entry: Written, dice: Dice) -> str | None:
    """Take a field that is empty when it is not there away, with all that stands below it."""
    declared = entry.model.model_fields
    names, specs = names_by_key(entry.model), fields_of(entry.model)
    starts = [_line_start(key) for key, _ in entry.pairs]
    free = [
        i for i, (key, value) in enumerate(entry.pairs[:-1])
        if (name := names[key.value]) != "id" and not specs[name].type.inward and value.value
        and declared[name].default in ("", None, ())
    ]  # fmt: skip
    if not free or len(set(starts)) < len(starts):
        return None
    i = dice.choice(free)
    return entry.text[: starts[i]] + entry.text[starts[i + 1] :]


def rows_swapped(entry: Written, dice: Dice) -> str | None:
    """Swap two different neighbouring items of a list of small records that stand on lines of their own."""
    names, specs = names_by_key(entry.model), fields_of(entry.model)
    lists = [
        v.value for k, v in entry.node.value
        if isinstance(v, yaml.SequenceNode) and not v.flow_style and specs[names[k.value]].items and len(v.value) > 2
    ]  # fmt: skip
    if not lists:
        return None
    items = dice.choice(lists)
    i = dice.randrange(len(items) - 2)
    a, b, c = (_line_start(node) for node in items[i : i + 3])
    first, second = entry.text[a:b], entry.text[b:c]
    same = re.sub(r"\s", "", first) == re.sub(r"\s", "", second)
    return None if same else entry.text[:a] + second + first + entry.text[c:]


QUIET: tuple[Edit, ...] = (
    comment_line, blank_line, comment_behind, blanks_behind, keys_swapped, other_language, quoted, single_quoted, indented,
    date_otherwise, figure_otherwise, choice_otherwise, default_written, blank_lines_in_body,
)  # fmt: skip
SHOWING: tuple[Edit, ...] = (
    other_character, lost_character, other_digit, other_qualifier, other_day, other_choice, other_answer, off_the_screens,
    key_lost, rows_swapped, let_pass,
)  # fmt: skip
