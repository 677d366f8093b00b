"""Reads what is about to leave: artifacts → findings. It knows no renderer, so that none can pass it by."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from generator.checks.clean import Clean
from generator.checks.gate.documents import office_reader, read_pdf_file
from generator.checks.gate.markup import read_json, read_markup, read_plain, read_script, read_style
from generator.checks.gate.pages import Pages
from generator.checks.gate.pictures import read_bytes, read_codes, read_font, read_picture, read_video
from generator.checks.gate.place import Origins
from generator.checks.gate.rules import UNKNOWN_FILE, UNREADABLE_FILE
from generator.checks.gate.said import Fault, Inside, Reader, Said, Unreadable, Words
from generator.checks.gate.sought import Sought
from generator.checks.personal import suspicious
from generator.findings import Finding, Rule, Text
from generator.patterns import late
from generator.site import Artifact, Site

READERS: dict[str, Reader] = {
    **dict.fromkeys(("html", "xml", "svg"), read_markup),
    "css": read_style,
    **dict.fromkeys(("txt", "ics"), read_plain),
    "js": read_script,
    "json": read_json,
    **dict.fromkeys(("jpg", "png", "webp", "avif"), read_picture),
    "bmp": read_codes,
    "mp4": read_video,
    **dict.fromkeys(("woff", "woff2"), read_font),
    **{kind: office_reader(kind) for kind in ("docx", "xlsx", "pptx")},
    "pdf": read_pdf_file,
}
"""Which reader reads which kind of file, by the ending of its name. What is not listed here cannot be released."""
WITHIN: dict[str, Reader] = {**READERS, "code": read_codes, "bin": read_bytes}
"""And by what a file within a file is read as: `code` a picture that is pixels alone, `bin` whatever holds no more than words."""
_DEEPEST = 4
"""Files within files within files: a picture in a sheet in a document; more is a trick."""
_AT_ONE_GO = 200
_HASH = late(
    r"(?<![0-9A-Za-z])(?=(?:[0-9]*[a-f]){3})"
    r"(?:[0-9a-f]{128}|[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32}|[0-9a-f]{16})(?![0-9A-Za-z])"
    r"|\b(?=(?:[0-9\s]*[a-f]){8})(?:[0-9a-f]{8}\s+){7}(?:(?:[0-9a-f]{8}\s+){8})?[0-9a-f]{8}\b"
)
"""Digests that name files and vouch for them, in one piece or as sheets print them: their digits are no one's."""


class _Found(NamedTuple):
    """A rule that a file breaks: a number that must not get out, or a fault of the file; and the entry, where it says so."""

    rule: Rule
    about: str
    args: tuple[tuple[str, object], ...]


class Gate:
    """Reads the files of a release one by one, so that none need be held.

    Of two processes each can read its part with the same gate, if it was made before they parted: `told` and `take`.
    """

    def __init__(
        self,
        site: Site,
        cache: Path | Clean | None = None,
        folder: str = "public",
        quiet: AbstractSet[str] = frozenset(),
    ) -> None:
        """Look for what may not go out of a site; `folder` is how the place of the release is called in messages.

        `quiet` are lines that `check_site` has searched: there is nothing in them, wherever they stand.
        """
        self._site, self._folder, self._sought = site, folder, Sought.on(site)
        self._known = cache if isinstance(cache, Clean) else Clean(cache / "clean-files" if cache else None)
        self._known.decided_by(map(sorted, self._sought))
        self._quiet, self._pages = quiet, Pages(quiet, self._sought.harmless)
        self._broken: list[tuple[str, _Found]] = []

    def read(self, artifact: Artifact) -> bool:
        """Read a file, its name always, its bytes unless they are known to be clean; tell whether nothing is wrong."""
        before, ending = len(self._broken), artifact.path.rpartition("/")[2].rpartition(".")[2].lower()
        name = Words(unquote(artifact.path).replace("/", "\n"))
        key = self._known.key(ending.encode(), artifact.sha256.encode())
        known = self._known.get(key) is not None
        if not known and ending == "html" and self._pages.quiet(name.text, artifact.data):
            self._known.add(key)
            return True
        self._broken += self._found(artifact.path, [name])
        if not known:
            found = [*self._found(artifact.path, [*_read(ending if ending in READERS else "", artifact.data, 0)])]
            self._broken += found
            if not found:
                self._known.add(key)
        return len(self._broken) == before

    def _found(self, path: str, said: Sequence[Words | Fault]) -> Iterator[tuple[str, _Found]]:
        """Yield what is wrong with what a file says. A screen says thousands of texts: many are looked over at one go."""
        for start in range(0, len(said), _AT_ONE_GO):
            some = said[start : start + _AT_ONE_GO]
            texts = [each.text for each in some if isinstance(each, Words)]
            calm = len(texts) > 1 and not suspicious("\n".join(texts), self._quiet)
            for each in some:
                if isinstance(each, Fault):
                    yield from ((path, found) for found in _fault(each, path))
                elif not calm and (len(texts) == 1 or suspicious(each.text, self._quiet)):
                    yield from ((path, found) for found in _numbers(each, self._sought))

    @property
    def seal(self) -> bytes:
        """A digest of the program and of all that it looks for: another one may find something in a file that was clean."""
        return self._known.seal

    def told(self) -> bytes:
        """Return what was clean and what was not, for the process that this one was forked from."""
        return pickle.dumps((self._known.told(), self._broken))

    def take(self, told: bytes) -> None:
        """Add what another process has told."""
        clean, broken = pickle.loads(told)  # noqa: S301  # from a process forked from this one
        self._known.take(clean)
        self._broken += broken

    def end(self, files: Callable[[], Iterable[Artifact]]) -> list[Finding]:
        """Return what is wrong, in the order of reading. `files` gives them again, where another one tells the origin."""
        origins = Origins(self._site, files, self._sought, self._folder)
        findings: dict[tuple[object, ...], Finding] = {}
        for path, (rule, about, args) in self._broken:
            finding = origins.finding(rule, path, about, **dict(args))
            findings.setdefault((rule.id, finding.place, *args), finding)
        return [*findings.values()]

    def keep(self) -> None:
        """Write down what was found clean."""
        self._known.keep()


def check_output(
    site: Site, artifacts: Iterable[Artifact], cache: Path | None = None, folder: str = "public"
) -> list[Finding]:
    """No file of a release may hold a number or words that must not get out, nor anything that cannot be read.

    Pages, feeds, calendars, scripts of screens: visible text block by block, then attributes, comments and scripts.
    Pictures: metadata of any kind, and what QR codes say. Films, Word, Excel, PowerPoint, PDF: every part. Names of files.
    """
    artifacts = tuple(artifacts)
    gate = Gate(site, cache, folder)
    for artifact in artifacts:
        gate.read(artifact)
    gate.keep()
    return gate.end(lambda: artifacts)


def _read(ending: str, data: bytes, depth: int) -> Iterator[Words | Fault]:
    """Yield what a file says, and the files within it."""
    reader = WITHIN.get(ending)
    if reader is None:
        yield Fault(UNKNOWN_FILE)
    elif depth > _DEEPEST:
        yield Fault(UNREADABLE_FILE)
    else:
        try:
            for said in reader(data):
                yield from _opened(said, depth)
        except Unreadable:
            yield Fault(UNREADABLE_FILE)


def _opened(said: Said, depth: int) -> Iterator[Words | Fault]:
    if not isinstance(said, Inside):
        yield said
        return
    for inner in _read(said.ending, said.data, depth + 1):
        yield inner._replace(about=said.about) if isinstance(inner, Words) and not inner.about else inner


def _numbers(words: Words, sought: Sought) -> Iterator[_Found]:
    if not any(sought.found_in(words.text)):  # looking for hashes takes longer than this
        return
    for rule, masked in sought.found_in(_HASH.sub(" ", words.text)):
        yield _Found(rule, words.about, (("masked", masked),))


def _fault(fault: Fault, path: str) -> Iterator[_Found]:
    within = fault.rule is UNKNOWN_FILE and fault.what
    file = Text(f"{path} 里的 {fault.what}", f"{fault.what} in {path}") if within else path
    yield _Found(fault.rule, "", (("file", file), ("what", fault.what), ("pages", fault.pages)))
