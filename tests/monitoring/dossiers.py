"""Builders for dossiers: the agreement of Oude IJsselstreek with Buurtzorg Jong, and putting it in force."""

from datetime import date
from uuid import UUID

from services.kit.caller import Caller
from services.monitoring.contract.dossier import (
    Activity,
    BoundariesPillar,
    CaseReview,
    DossierVersion,
    Permission,
    Pillars,
    Provider,
    SaveDraft,
    UncertaintiesPillar,
    Uncertainty,
    ValuesPillar,
)
from tests.monitoring.world import APPROVER, CORE_VALUES, KPIS, World

MUNICIPAL, NATIONAL, NOT_CONTRACTED = "22220001", "22220002", "22220003"

PILLARS = Pillars(
    values=ValuesPillar(
        vision="Sincere attention, near home.", endorsed_by="director of the partner", endorsed_on=date(2019, 12, 10)
    ),
    boundaries=BoundariesPillar(
        laws=["Jeugdwet", "SKJ", "Meldcode", "AVG"],
        activities=[Activity(code="youth_help", name="Youth help near home")],
        providers=[
            Provider(agb=MUNICIPAL, name="De Molen", contracted_by="municipality"),
            Provider(agb=NATIONAL, name="Landelijk", contracted_by="vng"),
        ],
        light_categories=["45", "51"],
    ),
    uncertainties=UncertaintiesPillar(
        watching=[Uncertainty(what="Does scaling down hold?", signal="more crisis care")],
        case_reviews=[CaseReview(held_on=date(2020, 2, 27), about="a selection of cases of 2019")],
    ),
)


def with_boundaries(**changes: object) -> Pillars:
    return PILLARS.model_copy(update={"boundaries": PILLARS.boundaries.model_copy(update=changes)})


def a_permission(until: date, agb: str | None = None, activity: str | None = None) -> Permission:
    return Permission(document="Besluit 12", what="allowed for now", until=until, agb=agb, activity=activity)


def a_draft(pillars: Pillars = PILLARS, *, seen: int = 0, **changes: object) -> SaveDraft:
    body = SaveDraft(seen_revision=seen, core_values=CORE_VALUES, kpis=KPIS, pillars=pillars)
    return body.model_copy(update=changes)


async def an_agreement_in_force(
    world: World, partner_id: UUID, pillars: Pillars = PILLARS, *, year: int = 2020, by: Caller = APPROVER
) -> DossierVersion:
    """The whole dossier, put in force: the next version."""
    return await world.agree(partner_id, year, pillars=pillars, by=by)
