"""The frame of a site: which tabs it has, what the footer says and leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.render.website.doors import doors, needs_a_tab
from generator.render.website.feed import has_news
from generator.render.website.links import tel
from generator.render.website.material import Frame
from generator.render.website.pages import MAP, PAST

if TYPE_CHECKING:
    from pathlib import Path

    from generator.site import Site


def frame_of(site: Site, theme: Path) -> Frame:
    """Return the frame: a tab for each collection that has one and something in it; the others in the footer.

    Where there are many others, the footer has all lists by what people come for, and the map is a tab too.
    """
    filled = [c for name, c in site.collections.items() if site.current(name)]
    tabs = [(c.name, c.tab, f"{c.name}/index.html") for c in filled if c.tab]
    many, found = needs_a_tab(site), doors(site)
    grouped = tuple((d.title, tuple((w.label, w.path) for w in d.ways)) for d in found) if many else ()
    tabbed = {path for _, _, path in tabs}
    more = [] if many else [(w.label, w.path) for d in found for w in d.ways if w.path not in tabbed]
    more += [("往期", PAST)] if site.past() else []
    more += [("网站地图", MAP)]
    return Frame(
        name=site.settings.name,
        theme=theme,
        tabs=(*tabs, ("map", "更多", MAP)) if many else tuple(tabs),
        more=tuple(more),
        doors=grouped,
        words=_words(site),
        feed=has_news(site),
        search=bool(site.shown()),
    )


def _words(site: Site) -> dict[str, str]:
    """Return what the footer says; what is not configured is not there."""
    settings = site.settings
    words = {
        "closing": settings.home.closing,
        "centre": settings.centre,
        "address": settings.address,
        "phone": settings.phone,
        "tel": tel(settings.phone),
        "host": settings.host,
        "site_code": settings.site_code,
        "icp": settings.icp,
        "police": settings.police,
        "police_digits": "".join(c for c in settings.police if c.isdigit()),
    }
    return {name: word for name, word in words.items() if word}
