"""What a build makes: each file is read by the gate and handed on at once, in two processes; none is held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from generator.checks import Gate
from generator.forked import in_two
from generator.pipeline.remembered import UNCLEAN, Page, Remembered, Show
from generator.render.screens import render_screens
from generator.render.website import Website

if TYPE_CHECKING:
    from generator.findings import Finding
    from generator.forked import Job
    from generator.render.fonts import Fonts
    from generator.render.screens.seal import Seal
    from generator.site import Artifact, Site

_PAGES = 200
"""Pages of one job: few enough that both processes end together, enough that taking turns costs nothing."""


class Sink(Protocol):
    """Takes files, in two processes: what the other one took is told here."""

    name: str
    """Where the files go to, and will be found again; empty where they will not."""

    def put(self, artifact: Artifact) -> None:
        """Take a file."""

    def stands(self, path: str, digest: str) -> bool:
        """Tell whether a file with this sha256 is known to be there already, from the release before."""

    def keep(self, path: str, digest: str, size: int) -> None:
        """Take over a file that stands."""

    def all(self) -> Iterator[Artifact]:
        """Yield all files again that were taken."""

    def told(self) -> Any:  # noqa: ANN401  # whatever can be pickled; only `take` reads it
        """Return what was taken."""

    def take(self, told: Any) -> None:  # noqa: ANN401
        """Count as taken what the other process says it took."""


class Held:
    """Holds the files that nobody publishes."""

    name = ""

    def __init__(self) -> None:
        """Begin with none."""
        self.files: list[Artifact] = []
        self.put = self.files.append
        self.take = self.files.extend

    def stands(self, path: str, digest: str) -> bool:  # noqa: ARG002  # as every sink
        """Tell that nothing was there before."""
        return False

    def keep(self, path: str, digest: str, size: int) -> None:
        """Never asked for: nothing stands."""
        raise NotImplementedError

    def all(self) -> Iterator[Artifact]:
        """Yield all files again."""
        return iter(self.files)

    def told(self) -> list[Artifact]:
        """Return them for the other process."""
        return self.files


class Output:
    """The files of one release on their way out."""

    def __init__(self, site: Site, fonts: Fonts, cache: Path, sink: Sink, quiet: AbstractSet[str]) -> None:
        """Render `site` into a sink; nothing is made yet. `quiet` are lines that the gate need not search again."""
        self._site, self._fonts, self._cache = site, fonts, cache
        self._sink = sink
        self._gate = Gate(site, cache, quiet=quiet)
        self._website = Website(site, fonts, cache)
        self._pages: dict[str, Page] = {}
        self._shows: dict[str, Show] = {}
        self.drawn: list[Finding] = []
        """What was found while drawing screens."""
        self.passed: list[Finding] = []
        """What the gate found in the files."""

    def render(self, seal: Seal, only: str = "") -> None:
        """Make every file of the website and the screens, or of one screen alone, and hand it on."""
        jobs: list[Job] = [partial(self._screens, seal, only)]
        if not only:
            keep, first, *pages = self._jobs()
            # Whoever makes the first pages makes the shells, and keeps them where the other will find them.
            jobs += [first, self._search, self._beside, keep, *pages]
        if told := in_two(jobs, self._told):
            self._take(told)
        if not only:
            self._put_all(self._website.faces({path: page.headings for path, page in self._pages.items()}))
        self._gate.keep()
        self.passed += self._gate.end(self._sink.all)

    def _screens(self, seal: Seal, only: str) -> None:
        """Make the files of the screens, all in one process: they share what is measured, chosen and opened."""
        stands = self._show_stands if self._sink.name else None
        artifacts, found = render_screens(self._site, self._fonts, self._cache, seal=seal, only=only, stands=stands)
        self.drawn += found
        for artifact in artifacts:
            digest = artifact.sha256 if self._put(artifact) else UNCLEAN
            if show := self._shows.get(artifact.path.split("/")[1]):
                show.files[artifact.path] = digest, artifact.size

    def _show_stands(self, screen: str, mark: bytes) -> bool:
        """Tell whether the files of a screen stand as they would be made, and take them over."""
        known = self._remembered.shows.get(screen)
        if known and known.mark == mark and all(self._sink.stands(p, digest) for p, (digest, _) in known.files.items()):
            self._shows[screen] = known
            for path, (digest, size) in known.files.items():
                self._sink.keep(path, digest, size)
            return True
        self._shows[screen] = Show(mark, {})
        return False

    def _search(self) -> None:
        self._put_all(self._website.search())

    def _beside(self) -> None:
        self._put_all(self._website.beside())

    def _jobs(self) -> Iterator[Job]:
        """Yield the pages to be made as jobs."""
        standing = {path: page for path in self._website.paths if (page := self._standing(path))}
        paths = [path for path in self._website.paths if path not in standing]
        yield partial(self._keep, standing)
        for start in range(0, len(paths) or 1, _PAGES):
            yield partial(self._documents, paths[start : start + _PAGES])

    def _standing(self, path: str) -> Page | None:
        """Return a page that would be made just as it stands."""
        page = self._remembered.page(path)
        return page if page and self._sink.stands(path, page.digest) else None

    def _keep(self, standing: Mapping[str, Page]) -> None:
        for path, page in standing.items():
            self._sink.keep(path, page.digest, page.size)
        self._pages |= standing

    @cached_property
    def _remembered(self) -> Remembered:
        """What is known of the pages of the last build into the same place, found clean by the same gate."""
        name = blake2b(self._sink.name.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        return Remembered(self._cache / "pages" / name, self._website.key + self._gate.seal, self._site)

    def _documents(self, paths: Sequence[str]) -> None:
        for artifact in self._website.documents(paths):
            digest = artifact.sha256 if self._put(artifact) else UNCLEAN
            headings, asked = self._website.headings.pop(artifact.path), self._website.asked
            self._pages[artifact.path] = Page(digest, artifact.size, headings, asked)

    def keep(self) -> None:
        """Remember the pages, for the next build, of a release that was made."""
        if self._sink.name:
            self._remembered.keep(self._pages, self._shows)

    def _put(self, artifact: Artifact) -> bool:
        """Have a file read by the gate and hand it on; tell whether it is clean."""
        clean = self._gate.read(artifact)
        self._sink.put(artifact)
        return clean

    def _put_all(self, artifacts: Iterable[Artifact]) -> None:
        for artifact in artifacts:
            self._put(artifact)

    def _told(self) -> tuple[Any, ...]:
        return self._sink.told(), self._gate.told(), self._pages, self._shows, self.drawn

    def _take(self, told: tuple[Any, ...]) -> None:
        sink, gate, pages, shows, drawn = told
        self._sink.take(sink)
        self._gate.take(gate)
        self._pages |= pages
        self._shows |= shows
        self.drawn += drawn
