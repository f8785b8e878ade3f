"""The navigation of the site: topics by area, the indexes and the hand-written pages; never a paper."""

from __future__ import annotations

from mkdocs.structure.files import Files

from generator.model.catalogue import UNSORTED, Catalogue
from generator.model.contributors import ContributorKind
from generator.pages.printing import paths

NavItem = str | dict[str, "str | list[NavItem]"]


def navigation(catalogue: Catalogue, files: Files) -> list[NavItem]:
    """The navigation: topics by area and the indexes; never a paper."""
    areas: list[NavItem] = [
        {area.title: [{topic.title: paths.topic(topic.slug)} for topic in catalogue.topics_of(area)]}
        for area in catalogue.site.areas
        if catalogue.topics_of(area)
    ]
    unsorted: list[NavItem] = [{"Unsorted": paths.topic(UNSORTED)}]
    by_hand = sorted(file.src_uri for file in files.documentation_pages() if file.generated_by is None)
    return [
        {"Home": paths.HOME},
        {"Topics": [paths.TOPICS, *areas, *unsorted]},
        {"Digests": paths.DIGESTS},
        {"Years": paths.YEARS},
        {"Authors": paths.contributors(ContributorKind.AUTHOR)},
        {"Organisations": paths.contributors(ContributorKind.ORGANISATION)},
        {"Trends": paths.TRENDS},
        *by_hand,
    ]


def paths_in_navigation(catalogue: Catalogue) -> list[str]:
    """The generated pages that the navigation names."""
    topics = [paths.topic(topic.slug) for topic in catalogue.topics]
    people = map(paths.contributors, ContributorKind)
    indexes = [paths.HOME, paths.TOPICS, paths.DIGESTS, paths.YEARS, *people, paths.TRENDS]
    return [*indexes, *topics, paths.topic(UNSORTED)]
