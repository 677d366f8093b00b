"""Nodes: what stands in a YAML text, with its places; and the verdict that a text is none."""

from __future__ import annotations

from dataclasses import dataclass

from generator.findings import Finding, Place


@dataclass(slots=True)
class Node:
    """A scalar (`text`), a list (`items`) or a mapping (`pairs`); `text` None and no lists: nothing was written."""

    place: Place
    text: str | None = None
    items: list[Node] | None = None
    pairs: list[tuple[Node, Node]] | None = None
    size: int = 1


class BadYaml(Exception):  # noqa: N818  # it is a verdict on a file, not a fault of ours
    """The text is not acceptable YAML; carries the finding."""

    def __init__(self, finding: Finding) -> None:
        """Remember the finding."""
        super().__init__(finding.rule.id)
        self.finding = finding
