"""Collections: one file each, and this explicit registry."""

from generator.collections.achievements import achievements
from generator.collections.boards import boards
from generator.collections.brands import brands
from generator.collections.cases import cases
from generator.collections.documents import documents
from generator.collections.events import events
from generator.collections.honours import honours
from generator.collections.ledgers import ledgers
from generator.collections.methods import methods
from generator.collections.milestones import milestones
from generator.collections.notices import notices
from generator.collections.organisations import organisations
from generator.collections.pages import pages
from generator.collections.points import points
from generator.collections.projects import projects
from generator.collections.rankings import rankings
from generator.collections.requests import requests
from generator.collections.resources import resources
from generator.collections.rosters import rosters
from generator.collections.stories import stories
from generator.collections.teams import teams
from generator.collections.venues import venues
from generator.collections.works import works
from generator.schema.collection import Collection

COLLECTIONS: dict[str, Collection] = {
    c.name: c
    for c in (
        projects,
        requests,
        resources,
        brands,
        achievements,
        ledgers,
        rankings,
        points,
        honours,
        stories,
        milestones,
        works,
        cases,
        events,
        notices,
        venues,
        rosters,
        teams,
        organisations,
        boards,
        methods,
        documents,
        pages,
    )
}
"""Every collection by name, in the order of the site's navigation."""

__all__ = ["COLLECTIONS"]
