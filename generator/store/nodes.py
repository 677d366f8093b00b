"""From text to nodes: YAML's events composed into a small tree that knows line and column.

All scalars stay text (`12:30` is no number, `no` no boolean): the schema gives them types. Composed from the C
parser's events, not by `yaml.compose`, because that one overflows the C stack on deep nesting.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import yaml

from generator.findings import Finding, Place, Rule, Text
from generator.site.quotes import OPENING
from generator.store import rules
from generator.store.causes import BRACES, GENERAL, find_cause
from generator.store.node import BadYaml, Node
from generator.store.text import doubtful_characters

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 16
MAX_NODES = 200_000
MAX_ALIASES = 100
_NOTHING = {"", "~", "null", "Null", "NULL"}


@dataclass(slots=True)
class _Composer:
    path: str
    first_line: int
    lines: list[str]
    anchors: dict[str, Node] = field(default_factory=dict)
    open: list[tuple[Node, list[Node]]] = field(default_factory=list)
    root: Node | None = None
    nodes: int = 0
    aliases: int = 0

    def place(self, mark: Any) -> Place:  # noqa: ANN401  # PyYAML's marks are untyped
        return Place(self.path, mark.line + self.first_line, mark.column + 1)

    def refuse(self, event: yaml.Event, rule: Rule, **args: object) -> BadYaml:
        return BadYaml(Finding(rule, self.place(event.start_mark), args=args))

    def feed(self, event: yaml.Event) -> None:
        """Take one event of the stream."""
        if isinstance(event, yaml.NodeEvent):
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end()
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            raise self.refuse(event, rules.YAML_SYNTAX, **_advice(Text("：中间多了一行“---”", ": a second document")))

    def _begin(self, event: yaml.NodeEvent) -> None:
        if isinstance(event, yaml.AliasEvent):
            node = self._aliased(event)
        else:
            tag = getattr(event, "tag", None)
            if tag is not None and tag != "!":
                raise self.refuse(event, rules.YAML_TAG, tag=tag)
            place = self.place(event.start_mark)
            if isinstance(event, yaml.ScalarEvent) and event.style == "|" and not event.anchor and tag is None:
                place = replace(place, below=self._below(place.line - self.first_line + 1, event.value))
            node = Node(place, text=self._scalar(event))
            if event.anchor:
                self.anchors[event.anchor] = node
        self.nodes += node.size
        if self.nodes > MAX_NODES or len(self.open) >= MAX_DEPTH:
            raise self.refuse(event, rules.YAML_LIMIT)
        if isinstance(event, yaml.CollectionStartEvent):
            self.open.append((node, []))
            node.pairs = [] if isinstance(event, yaml.MappingStartEvent) else None
        else:
            self._add(node)

    def _below(self, index: int, value: str) -> tuple[int, int]:
        """Return where the first words of a `|` block stand, whose lines begin at an index.

        The column is not certain (0) where figures are put in, and of a block that begins with an indented line.
        """
        index += value[: len(value) - len(value.lstrip())].count("\n")
        line = self.lines[index] if index < len(self.lines) else ""
        certain = OPENING not in value and not value.lstrip("\n")[:1].isspace()
        return index + self.first_line, len(line) - len(line.lstrip()) + 1 if certain else 0

    def _scalar(self, event: yaml.Event) -> str | None:
        r"""Return a scalar's text, composed (NFC); escapes such as `"\x08"` may not smuggle in what a file may not hold."""
        if not isinstance(event, yaml.ScalarEvent):
            return None
        if not event.style and event.value in _NOTHING:
            return None
        if event.style == '"' and (bad := next(doubtful_characters(event.value, ""), None)):
            raise self.refuse(event, bad.rule, **bad.args)
        return unicodedata.normalize("NFC", event.value)

    def _aliased(self, event: yaml.AliasEvent) -> Node:
        self.aliases += 1
        node = self.anchors.get(event.anchor or "")
        still_open = any(node is parent for parent, _ in self.open)
        if node is None or still_open or self.aliases > MAX_ALIASES:
            raise self.refuse(event, rules.YAML_LIMIT)
        return node

    def _end(self) -> None:
        node, children = self.open.pop()
        node.size += sum(c.size for c in children)
        if node.pairs is None:
            node.items = children
        else:
            node.pairs = list(zip(children[::2], children[1::2], strict=True))
            if any(key.pairs is not None for key, _ in node.pairs):  # what `field: {{ id }}` is without quotes
                raise BadYaml(Finding(rules.YAML_SYNTAX, node.place, args=BRACES.words))
        self._add(node)

    def _add(self, node: Node) -> None:
        if self.open:
            self.open[-1][1].append(node)
        else:
            self.root = node


def parse(text: str, path: str, first_line: int = 1) -> Node | None:
    """Return the root node, or None for an empty file; raises `BadYaml` with the finding.

    `first_line` is the line of the file that the text begins on.
    """
    composer = _Composer(path, first_line, text.split("\n"))
    try:
        for event in _events(text):
            composer.feed(event)
    except yaml.MarkedYAMLError as fault:
        raise BadYaml(_syntax(fault, text, composer)) from None
    except yaml.YAMLError:
        raise BadYaml(Finding(rules.YAML_SYNTAX, Place(path, first_line), args=_advice(Text("", "")))) from None
    return composer.root


def _events(text: str) -> Iterator[yaml.Event]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    yield from yaml.parse(text, Loader=loader)


def _syntax(fault: yaml.MarkedYAMLError, text: str, composer: _Composer) -> Finding:
    marks = [m for m in (fault.context_mark, fault.problem_mark) if m]
    place = composer.place(marks[-1]) if marks else Place(composer.path, composer.first_line)
    lines = text.split("\n")
    suspects = sorted({m.line + d for m in marks for d in (-1, 0)})
    found = find_cause([(i, lines[i]) for i in suspects if 0 <= i < len(lines)])
    if found is None:
        return Finding(
            rules.YAML_SYNTAX, place, args=_advice(Text("：缩进或符号不对", ": wrong indentation or symbol"))
        )
    line, cause = found
    place = Place(composer.path, line + composer.first_line, 1)
    return Finding(rules.YAML_SYNTAX, place, args=cause.words)


def _advice(detail: Text) -> dict[str, object]:
    return {"detail": detail, "advice": GENERAL}
