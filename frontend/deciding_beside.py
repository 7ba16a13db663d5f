"""What stands beside the ideas a circle decides on: the sums, who decides, and figures of the neighbourhood."""

import asyncio
from collections.abc import Sequence
from typing import Any

from fastapi import Request
from markupsafe import Markup

from frontend.answers import gettext_of
from frontend.area_figures import area_figures
from frontend.deciding_view import member_words, overview_of
from frontend.templating import draw
from frontend.visitor import Visitor, settled
from services.budget.contract.deliberations import DecidingOverview
from services.budget.contract.initiatives import InitiativeView
from services.budget.contract.models import MoneyLine
from services.kit.errors import Refusal

MOST_FIGURES = 5


async def besides(
    request: Request,
    visit: Visitor,
    area_id: str | None,
    ideas: Sequence[InitiativeView],
    lines: Sequence[MoneyLine],
) -> dict[str, Any]:
    """For the template, over each of `lines`; a part that does not answer is left out, never the page."""
    _, language = gettext_of(request), visit.language
    members, headline, found = await asyncio.gather(
        settled(visit.profiles.circle_members(area_id)),
        _headline(visit, area_id),
        _overviews(visit, area_id, lines),
    )
    ticked = request.query_params.getlist("kies")
    return {
        "overviews": [
            (line, overview_of(each, [idea for idea in ideas if idea.line_id == line.line_id], ticked))
            for line, each in found
        ],
        "members": [] if isinstance(members, Refusal) else member_words(members, _, language),
        "stakes": sum(1 for idea in ideas if idea.stake_count),
        "headline": headline,
    }


async def _overviews(
    visit: Visitor, area_id: str | None, lines: Sequence[MoneyLine]
) -> list[tuple[MoneyLine, DecidingOverview]]:
    """What is asked from each line against what is free on it."""
    asked = (settled(visit.budget.deciding_overview(visit.year, area_id, line.line_id)) for line in lines)
    found = zip(lines, await asyncio.gather(*asked), strict=True)
    return [(line, each) for line, each in found if not isinstance(each, Refusal)]


async def _headline(visit: Visitor, area_id: str | None) -> Markup | None:
    """A few figures of the area, drawn once for each answer of profiles; none for the whole municipality."""
    profile = await settled(visit.area_profile(area_id)) if area_id else None
    if profile is None or isinstance(profile, Refusal):
        return None
    compared, municipality = await settled(visit.key_figures(profile)), await settled(visit.municipality())
    if isinstance(compared, Refusal) or isinstance(municipality, Refusal):
        return None

    def drawn() -> Markup:
        found = area_figures(compared, profile, municipality, visit.year, visit.language)
        figures = [*found.counts, *found.tiles][:MOST_FIGURES]
        site = visit.site.settings.public_url
        return draw(visit.language, "_headline_figures.html", figures=figures, sources=found.sources, site=site)

    return visit.site.drawn.get(("headline", area_id, visit.year, visit.language), compared, drawn)
