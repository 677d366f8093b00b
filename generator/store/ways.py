"""Two ways to read YAML: the plain one for what it takes, the exact one for all else."""

from __future__ import annotations

import re
from typing import Any

from generator.findings import Finding, Place
from generator.patterns import late
from generator.site.quotes import OPENING
from generator.store import rules
from generator.store.flat import Doubt, Group, Listing, nodes_of, read
from generator.store.node import BadYaml, Node

Root = Group | Listing | Node | None
_FENCE = late(r"^---[ \t]*$", re.MULTILINE)


def root_of(text: str, path: str, first_line: int = 1) -> Root:
    """Return the root of a text that `files.text_of` let through, None where nothing is written; raise `BadYaml`."""
    try:
        return read(text, first_line)
    except Doubt:
        from generator.store.nodes import parse  # noqa: PLC0415  # YAML's library takes 12 ms to load, and few streets need it

        return parse(text, path, first_line)


def node_of(root: Root, path: str) -> Node | None:
    """Return what was read in the form of the exact way."""
    return nodes_of(root, path) if isinstance(root, Group | Listing) else root


def file_root(text: str, path: str) -> tuple[Root, dict[str, Any]]:
    """Return the root of a file of entries, and the text below a Markdown file's fields; raise `BadYaml`."""
    if not path.lower().endswith(".md"):
        return root_of(text, path), {}
    fences = list(_FENCE.finditer(text))[:2]
    if len(fences) < 2 or fences[0].start() != 0:  # noqa: PLR2004  # an opening and a closing fence
        raise BadYaml(Finding(rules.FRONT_MATTER, Place(path, 1, 1)))
    head = text[fences[0].end() + 1 : fences[1].start()]
    body = text[fences[1].end() :].strip()
    return root_of(head, path, first_line=2), {"body": body} if body else {}


def place_below(text: str, path: str, extra: dict[str, Any]) -> Place:
    """Return where the text below a Markdown file's fields begins; column 0 where that is not certain."""
    body = extra.get("body", "")
    line = text.rstrip().count("\n") - body.count("\n") + 1
    column = int(OPENING not in body and f"\n{body}" in text)
    return Place(path, line, column, (line, column))
