"""Builders for ideas that are decided by consent: a proposal that stands open, and what is said of it."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from services.budget.contract.deliberations import (
    Deliberation,
    ObjectToProposal,
    OpenProposal,
    ProposalView,
    SupportProposal,
)
from services.budget.contract.initiatives import InitiativeView
from services.budget.contract.schemes import Way
from services.kit.caller import Caller
from services.kit.clock import AMSTERDAM
from tests.budget.schemes import a_published_scheme
from tests.budget.world import World, a_key, a_published_split, an_open_initiative

DAYS = 10


async def an_idea_for_consent(world: World, **changed: Any) -> InitiativeView:
    """Of an area that decides by consent, on a split that is published."""
    await a_published_split(world)
    await a_published_scheme(world, default_way=Way.CONSENT, consent_days=DAYS, part_awards=True)
    return await an_open_initiative(world, **changed)


async def proposed(world: World, who: Caller, idea: InitiativeView, **changed: Any) -> Deliberation:
    body = OpenProposal.model_validate({"version": idea.version, "no_stake": True} | changed)
    return await world.as_(who).open_proposal(idea.id, body, key=a_key())


async def supported(world: World, who: Caller, proposal: ProposalView) -> Deliberation:
    return await world.as_(who).support_proposal(proposal.id, SupportProposal(no_stake=True), key=a_key())


async def objected(world: World, who: Caller, proposal: ProposalView, reason: str = "Te duur.") -> Deliberation:
    body = ObjectToProposal(reason=reason, no_stake=True)
    return await world.as_(who).object_to_proposal(proposal.id, body, key=a_key())


def end_of_last_day(proposal: ProposalView) -> datetime:
    after = datetime.combine(proposal.last_day + timedelta(days=1), time(), AMSTERDAM)
    return after.astimezone(UTC)
