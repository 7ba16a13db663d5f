"""What there is in an area, as far as Voorveld knows now: partners at work there, and ideas of people themselves."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from frontend.place_words import is_region
from frontend.visitor import Visitor, settled
from services.budget.contract.initiatives import InitiativeView
from services.kit.errors import Refusal
from services.profiles.contract.models import AreaView, MunicipalityView


@dataclass(frozen=True, slots=True)
class Offer:
    """Partners by name with their page, and ideas; None when a service does not answer. `is_here`: the place itself."""

    area: str
    href: str
    is_here: bool
    partners: Sequence[tuple[str, str]] | None
    ideas: Sequence[InitiativeView] | None


async def offer_of(visit: Visitor, key: str, municipality: MunicipalityView) -> Offer | None:
    """Of the area, or of the one a district or neighbourhood belongs to; None for a place in no area of ours."""
    area = area_around(key, municipality.areas)
    if area is None:
        return None
    figures, ideas = await asyncio.gather(
        settled(visit.monitoring.area_figures(area.id, visit.year)),
        settled(visit.budget.initiatives(visit.year, area.id)),
    )
    return Offer(
        area=area.name,
        href=f"/{visit.year}/gebieden/{area.id}",
        is_here=key == area.id,
        partners=None
        if isinstance(figures, Refusal)
        else sorted({(one.partner_name, f"/{visit.year}/partners/{one.partner_id}") for one in figures.kpis}),
        ideas=None if isinstance(ideas, Refusal) else ideas,
    )


def area_around(key: str, areas: Sequence[AreaView]) -> AreaView | None:
    """The area with this id, or that this region is a part of; a neighbourhood belongs where its district does."""
    if not is_region(key):
        return next((area for area in areas if area.id == key), None)
    codes = {key, f"WK{key[2:8]}"} if key.startswith("BU") else {key}
    return next((area for area in areas if codes & {region.code for region in area.regions}), None)
