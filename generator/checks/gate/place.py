"""Where a finding in a finished file comes from: the entry that its text, its slide or its page belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from generator.checks.gate.markup import slides
from generator.checks.gate.sought import Sought
from generator.findings import Finding, Place, Rule
from generator.site import Artifact, Entry, Site


class Origins:
    """Finds the entries behind released files. Asked only where something was found, so it may look everywhere."""

    def __init__(self, site: Site, artifacts: Iterable[Artifact], sought: Sought, folder: str) -> None:
        """Look at nothing yet; `folder` is how the place of the release is called in messages."""
        self._site, self._artifacts, self._sought, self._folder = site, tuple(artifacts), sought, folder

    def finding(self, rule: Rule, path: str, about: str = "", **args: object) -> Finding:
        """Make a finding at the entry that a file, or the part of it about one entry, comes from."""
        entry = self._by_url.get(path) or self._by_key.get(about) or self._by_words(rule, args)
        entry = entry or self._by_page(path) or self._by_key.get(self._on_slides.get(path.rpartition("/")[2], ""))
        return Finding(
            rule, entry.origin if entry else Place(f"{self._folder}/{path}"), entry.key if entry else "", args
        )

    @cached_property
    def _by_url(self) -> dict[str, Entry]:
        return {e.url: e for e in self._site.all()}

    @cached_property
    def _by_key(self) -> dict[str, Entry]:
        return {e.key: e for e in self._site.all()}

    @cached_property
    def _words(self) -> dict[tuple[str, str], Entry]:
        """Every number of an entry's own words, by rule and mask: lists and feeds repeat what entries say."""
        texts = ((entry, text) for entry in self._site.all() for _, text in entry.texts())
        return {(r.id, masked): entry for entry, text in texts for r, masked in self._sought.found_in(text)}

    def _by_words(self, rule: Rule, args: dict[str, object]) -> Entry | None:
        return self._words.get((rule.id, str(args["masked"]))) if "masked" in args else None

    @cached_property
    def _on_slides(self) -> dict[str, str]:
        """The key of the entry whose slide shows a picture or film, by the file's name."""
        played = (slide for a in self._artifacts if a.path.endswith("/a.js") for slide in slides(a.data))
        return {name: about for about, names in played for name in names}

    def _by_page(self, path: str) -> Entry | None:
        """Return the entry whose page leads to a file; all pages lead to assets."""
        if path.startswith("assets/"):
            return None
        name = path.rpartition("/")[2].encode()
        pages = (a for a in self._artifacts if a.path in self._by_url)
        return next((self._by_url[a.path] for a in pages if name in a.data), None)
