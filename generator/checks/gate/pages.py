"""Pages repeat their shell: what was read on one page of a folder is not read again on the next.

A page is cut at seams: where a line begins with a tag that begins or ends a block (`<p>`, `</div>`, no `<span>`). What is
seen of both sides of a seam has two blanks between at least, over which few patterns reach. What is hidden on both sides
may meet at a line's end only, and there a number is suspicious as soon as it begins. A piece between two seams of which
nothing hidden is even suspicious, and nothing seen is, or tells anything with blanks around, may therefore stand anywhere,
and a page of nothing but such pieces is clean. Of any other page all is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise

from generator.checks.gate.tags import Tags, Told
from generator.checks.personal import suspicious
from generator.patterns import late

_SEAM = late(
    rb"\n *<(?=/?[a-z])(?!/?(?:a|abbr|b|bdi|br|code|del|em|i|ins|kbd|mark|q|s|script|small|span|strong|style|sub|sup|t[dh]"
    rb"|tspan|u|wbr)\b)"
)
_WEDGE = b'\n<hr title="x" alt="0000000000">'
"""Put between pieces that are read together: whatever digit a piece's attributes begin with makes eleven with these."""
_LONG, _ANCHOR = 100, 64
"""Bytes of a part of a shell that is worth looking for, and by how many it is looked for: short ones are found faster."""
_PARTS, _PAGES, _SHELLS, _PIECES = 12, 8, 3, 20_000
"""The longest parts of a shell that are looked for. So many pages of a kind are learnt from at most, so many shells of a kind kept, and so many pieces of all."""


class Pages:
    """Tells which pages hold nothing suspicious; of others it knows nothing."""

    def __init__(self, lines: AbstractSet[str], harmless: Callable[[str], bool]) -> None:
        """Know no piece yet; `lines` are known to be quiet, `harmless` tells what blocks tell nothing with blanks around."""
        self._lines, self._own, self._tags, self._harmless = lines, set[str](), Tags(), harmless
        self._quiet: set[bytes] = set()
        self._kinds: dict[str, _Kind] = {}

    def quiet(self, name: str, page: bytes) -> bool:
        """Tell whether a page is certainly clean, its name too; that is its path, a line for each folder."""
        if not page.startswith(b"<"):
            return False
        folder, _, last = name.rpartition("\n")
        known = self._kinds.setdefault(folder + last * last.startswith("index"), _Kind())
        rest = known.rest(page)
        return self._learn(known, page, name) if rest is None else self._nothing_in(rest, name)

    def _learn(self, kind: _Kind, page: bytes, name: str) -> bool:
        """Read a page piece by piece. What was known before of its pieces is the shell."""
        pieces = [page[start:end] for start, end in pairwise((0, *_seams(page), len(page)))]
        kind.add(_runs(pieces, self._quiet))
        fresh = [piece for piece in pieces if piece not in self._quiet]
        quiet = self._nothing_in(fresh, name, learns=True)
        if len(self._quiet) < _PIECES:
            self._quiet.update(fresh if quiet else (piece for piece in fresh if self._nothing_in([piece], learns=True)))
        return quiet

    def _nothing_in(self, pieces: Iterable[bytes], name: str = "", *, learns: bool = False) -> bool:
        """Tell whether pieces of a page, and its name, tell nothing. Words that may stand anywhere can be learnt."""
        told = self._told(_WEDGE.join((b"", *pieces)))
        if told is None:
            return False
        hidden = f"{name}\n{told.hidden}"
        if suspicious(words := f"{told.shown}\n{hidden}", self._lines, self._own):
            return not suspicious(hidden, self._lines, self._own) and self._harmless(told.shown)
        if learns and len(self._quiet) < _PIECES:
            self._own.update(words.split("\n"))
        return True

    def _told(self, markup: bytes) -> Told | None:
        """Return what markup says; None where that is not plain, or a file stands in it."""
        try:
            return None if b"data:" in markup else self._tags.told(markup.decode())
        except UnicodeDecodeError:
            return None


class _Kind:
    """What is known of pages of one kind: shells, newest first. A shell is what such pages have in common, in order."""

    def __init__(self) -> None:
        self._shells: list[tuple[bytes, ...]] = []
        self._pages = 0

    def rest(self, page: bytes) -> list[bytes] | None:
        """Return what a page holds beside its shell; None where there may be a better shell to be learnt."""
        if self._pages < 2:  # noqa: PLR2004  # one page has nothing in common
            return None
        rests = (_rest(page, shell) for shell in self._shells)
        best = next((rest for rest in rests if 2 * sum(map(len, rest)) < len(page)), None)
        return best if best or self._pages < _PAGES else _rest(page, self._shells[0])

    def add(self, shell: tuple[bytes, ...]) -> None:
        """Learn from one page more."""
        self._pages += 1
        self._shells = [shell, *self._shells][:_SHELLS]


def _seams(page: bytes) -> Iterator[int]:
    return (seam.start() for seam in _SEAM.finditer(page))


def _runs(pieces: list[bytes], known: AbstractSet[bytes]) -> tuple[bytes, ...]:
    """Return the longer runs of known pieces. The first piece, which no seam begins, is in none."""
    runs = [[b""]]
    for piece in pieces[1:]:
        if piece in known:
            runs[-1].append(piece)
        elif runs[-1]:
            runs.append([])
    parts = [run for run in map(b"".join, runs) if len(run) >= _LONG]
    least = sorted(map(len, parts))[-_PARTS:][:1]
    return tuple(part for part in parts if [len(part)] >= least)


def _rest(page: bytes, shell: tuple[bytes, ...]) -> list[bytes]:
    """Return what stands before, between and behind the parts of a shell, as far as these are there, seam to seam."""
    rest, start = [], 0
    for part in shell:
        found = page.find(part[:_ANCHOR], start)
        end = found + len(part)
        if found >= 0 and page.startswith(part, found) and (end == len(page) or _SEAM.match(page, end)):
            rest.append(page[start:found])
            start = end
    return [piece for piece in (*rest, page[start:]) if piece]
