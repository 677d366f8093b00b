"""Collections: one file each, and this explicit registry."""

from generator.collections.achievements import achievements
from generator.collections.brands import brands
from generator.collections.cases import cases
from generator.collections.events import events
from generator.collections.honours import honours
from generator.collections.milestones import milestones
from generator.collections.notices import notices
from generator.collections.organisations import organisations
from generator.collections.pages import pages
from generator.collections.projects import projects
from generator.collections.rankings import rankings
from generator.schema.collection import Collection

COLLECTIONS: dict[str, Collection] = {
    c.name: c
    for c in (
        projects,
        brands,
        achievements,
        rankings,
        honours,
        milestones,
        cases,
        events,
        notices,
        organisations,
        pages,
    )
}
"""Every collection by name, in the order of the site's navigation."""

__all__ = ["COLLECTIONS"]
