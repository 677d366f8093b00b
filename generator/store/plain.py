"""The plain site: a street's name and a slogan, and nothing else. It needs no content, and not all of the settings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.collections import COLLECTIONS
from generator.settings import Home, Settings
from generator.site import Site
from generator.site.quotes import OPENING
from generator.site.shown import settings_snapshot
from generator.store.reviews import read_reviews
from generator.store.salvage import NAMELESS, salvage_settings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from generator.settings import Screen

SLOGAN = "为人民服务"
"""Where the settings' own headline was not approved, or cannot be read."""
LEAD = "内容正在整理，请稍后再来。"
_TECHNICAL = frozenset({"name", "source", "code", "url", "days_off", "days_on", "public_keys", "review"})
_FORMAL = frozenset({"region", "host", "site_code", "icp", "police", "public_phones"})
"""What a website may owe to the law, and the numbers that may be public; shown when it was approved."""
_WITHOUT_CONTENT: dict[str, object] = {"playlist": (), "dayparts": (), "without": ()}


def plain_sites(project: Path, date: dt.date) -> Iterator[Site]:
    """Yield the plain site of a project, then the same with ever fewer words: name and our slogan; our slogan alone.

    Nothing raises for bad content or bad settings.
    """
    site = _plain(project, date)
    yield site
    name = site.settings.name
    for words in ({"name": name, "source": name}, {"name": NAMELESS, "source": NAMELESS}):
        yield replace(site, settings=site.settings.model_copy(update=_bare(site.settings) | words))


def _bare(settings: Settings) -> dict[str, object]:
    """Return settings that say nothing of themselves but the name."""
    home = settings.home.model_copy(update={"headline": (SLOGAN,)})
    screens = tuple(screen.model_copy(update={"name": screen.id}) for screen in settings.screens)
    gone = {name: Settings.model_fields[name].default for name in {*_FORMAL, "url"}}
    return gone | {"home": home, "screens": screens}


def _plain(project: Path, date: dt.date) -> Site:
    salvaged = salvage_settings(project)
    settings, empty = salvaged.settings, dict.fromkeys(COLLECTIONS, ())
    approved = salvaged.whole and _approved(project, Site(settings, date, COLLECTIONS, empty))
    kept = _TECHNICAL | _FORMAL if approved else _TECHNICAL
    plain = {name: field.default for name, field in Settings.model_fields.items() if name not in kept}
    headline = settings.home.headline if approved else (SLOGAN,)
    home = {name: field.default for name, field in Home.model_fields.items()} | {"headline": headline, "lead": LEAD}
    plain |= {"home": settings.home.model_copy(update=home), "screens": _screens(settings)}
    return Site(settings.model_copy(update=plain), date, COLLECTIONS, empty)


def _approved(project: Path, site: Site) -> bool:
    """Tell whether the settings' words may be shown: signed by every stage, as far as there are stages."""
    stages = site.settings.review
    shown = settings_snapshot(site)
    if any(OPENING in text for _, text in shown.words):  # words that only the content knows
        return False
    return not stages or not read_reviews(project, stages).state(shown.key, shown.digest).next_stage


def _screens(settings: Settings) -> tuple[Screen, ...]:
    """Return each screen once, without what it plays."""
    by_id = {screen.id: screen.model_copy(update=_WITHOUT_CONTENT) for screen in reversed(settings.screens)}
    return tuple(reversed(by_id.values()))
