"""Builders of savings cases for what tests need."""

from datetime import UTC, date, datetime
from typing import Any

from services.budget.contract.savings import (
    ApproveSavingsCase,
    ProposeSavingsCase,
    ReportSeenSavings,
    SavingsCaseView,
)
from services.budget.contract.sources import SourceView
from services.kit.caller import Caller
from tests.budget.world import APPROVER, OFFICER, YEAR, World, a_key
from tests.support.apps import a_person

BOTH = a_person(("policy_officer", None), ("approver", None))
OTHER_APPROVER = a_person(("approver", None))
COUNCIL = a_person(("council_member", None))
EURO = 100
ESTIMATE = {
    "name": "Lichtere hulp in Noord",
    "basis": "Dossieronderzoek van 2019, naar het gemiddelde toe gerekend.",
    "document": "Notitie 12",
    "low_cents": 200_000 * EURO,
    "centre_cents": 350_000 * EURO,
    "high_cents": 500_000 * EURO,
}


async def a_case(world: World, who: Caller = OFFICER, **changed: Any) -> SavingsCaseView:
    body = ProposeSavingsCase.model_validate({"year": YEAR} | ESTIMATE | changed)
    return await world.as_(who).propose_savings_case(body, key=a_key())


async def approved(world: World, case: SavingsCaseView, who: Caller = APPROVER) -> SavingsCaseView:
    body = ApproveSavingsCase(version=case.version, no_stake=True, document="B&W 3")
    return await world.as_(who).approve_savings_case(case.id, body)


async def reported(world: World, case: SavingsCaseView, euros: int, **changed: Any) -> SavingsCaseView:
    """Nothing is seen before its year began: the clock goes on to November 2020, when it is not there yet."""
    world.clock.set(max(world.clock.now(), datetime(2020, 11, 1, 9, tzinfo=UTC)))
    told = {"seen_until": date(2020, 10, 31), "document": "Jaarrekening"} | changed
    body = ReportSeenSavings.model_validate({"version": case.version, "seen_cents": euros * EURO} | told)
    return await world.as_(OFFICER).report_seen_savings(case.id, body, key=a_key())


async def seen(world: World, case: SavingsCaseView, euros: int, **changed: Any) -> SavingsCaseView:
    waiting = await reported(world, case, euros, **changed)
    body = ApproveSavingsCase(version=waiting.version, no_stake=True)
    return await world.as_(APPROVER).approve_seen_savings(case.id, body)


async def sources(world: World, year: int = YEAR) -> list[SourceView]:
    return await world.as_(OFFICER).sources(year)


def euros(case: SavingsCaseView) -> tuple[int, int, int]:
    """What is a source, what is staged, and what may become money at most, in euros."""
    return case.source_cents // EURO, case.staged_cents // EURO, case.most_cents // EURO
