"""Faults: what keeps a slide out of the show, said where its author can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.findings import Finding, Place
from generator.patterns import late
from generator.render.screens import rules
from generator.render.screens.compose import Composition, field_of
from generator.render.screens.deck import SETTINGS_FILE
from generator.render.screens.fit import capacity
from generator.schema.record import fields_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.render.screens.fit import Overflow
    from generator.render.screens.gather import Pick
    from generator.render.screens.layout import Arrangement
    from generator.render.screens.lines import Setter
    from generator.settings import Screen
    from generator.site import Entry, Site

A_WORD = 3
"""Fewer characters than these are no room for a short title."""
_BLANK = late(r"\s+")


@dataclass(frozen=True)
class Faults:
    """Finds what is wrong with the slides of one screen."""

    site: Site
    screen: Screen
    setter: Setter

    def of(self, pick: Pick, arrangement: Arrangement, drawn: Sequence[Composition]) -> list[Finding]:
        """Return what of a pick does not fit, or cannot be written in any font."""
        lacking = {(ch, line.text) for p in drawn for line in p.lines for ch in self.setter.lacking(line)}
        overflows = dict.fromkeys(o for page in drawn for o in page.overflows)
        found: list[Finding] = []
        for said in (self._overflow(pick, arrangement, o) for o in overflows):
            found += [] if said in found else [said]
        return found + [self._glyph(pick, ch, text) for ch, text in sorted(lacking)]

    def _overflow(self, pick: Pick, arrangement: Arrangement, over: Overflow) -> Finding:
        """Say what is too long; where hardly a word fits, or the words are the layout's own, that the layout is wrong."""
        slot = arrangement.slots[over.slot]
        name, room = field_of(slot), capacity(slot, over.box, over.text, self.setter)
        text = _BLANK.sub("、", over.text)
        args: dict[str, object] = {"screen": self.screen.id, "label": pick.layout.label, "text": text}
        source = over.entry or pick.source
        field = _field(name, source) if source else ""
        if source is None or not field or room < A_WORD:
            where = self.site.setting_place("screens", self.site.settings.screens.index(self.screen))
            return Finding(rules.NO_ROOM, where, args=args | {"distance": self.screen.distance})
        return Finding(rules.OVERFLOW, source.place(field), source.key, args | {"length": len(text), "room": room})

    def _glyph(self, pick: Pick, ch: str, text: str) -> Finding:
        args = {"screen": self.screen.id, "char": ch, "code": f"{ord(ch):04X}", "text": text}
        source = pick.source
        where = next((path for path, words in source.texts() if ch in words), ()) if source else ()
        place = source.place(*where) if source else self._home()
        return Finding(rules.GLYPH, place, source.key if source else "", args)

    def _home(self) -> Place:
        """Return where the words of the evergreen slide come from: the home page's headline."""
        return self.site.places.get(("home", "headline"), SETTINGS_FILE)


def _field(name: str, entry: Entry) -> str:
    """Return the field of an entry that a slot's word comes from: its own, or the one whose rows have it; else nothing."""
    fields = fields_of(entry.collection.model)
    holders = (spec.name for spec in fields.values() if spec.items and name in fields_of(spec.items))
    return name if name in fields else next(holders, "")
