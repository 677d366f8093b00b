"""The plain site: a street's name and a slogan, and nothing else. It needs no content, and not all of the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.collections import COLLECTIONS
from generator.settings import Home, Settings
from generator.site import Site
from generator.site.quotes import OPENING
from generator.site.shown import settings_snapshot
from generator.store.reviews import read_reviews
from generator.store.salvage import salvage_settings

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from generator.settings import Screen

SLOGAN = "为人民服务"
"""Where the settings' own headline was not approved, or cannot be read."""
LEAD = "内容正在整理，请稍后再来。"
_TECHNICAL = frozenset({"name", "source", "code", "url", "days_off", "days_on", "public_keys", "review"})
_FORMAL = frozenset({"region", "host", "site_code", "icp", "police"})
"""What a website may owe to the law; shown when it was approved."""
_WITHOUT_CONTENT: dict[str, object] = {"playlist": (), "dayparts": (), "without": ()}


def plain_site(project: Path, date: dt.date) -> Site:
    """Return the plain site of a project. Nothing raises for bad content or bad settings."""
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
