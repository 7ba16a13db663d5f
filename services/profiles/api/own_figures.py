"""Figures the municipality delivers itself."""

from fastapi import APIRouter

from services.kit.caller import PersonCaller
from services.kit.database import DatabaseDep
from services.kit.idempotency import OnceDep
from services.profiles.api.dependencies import ClockDep, SettingsDep
from services.profiles.contract.own_figures import DeliverOwnFigures, OwnFiguresReport, OwnRowOutcome
from services.profiles.usecases.take_own_figures import Taken, take_own_figures

router = APIRouter(prefix="/own-figures", tags=["own figures"])


@router.post(
    "",
    status_code=201,
    summary="Deliver figures of the municipality's own",
    operation_id="deliverOwnFigures",
    response_description="What became of each row, against earlier deliveries of the same source",
)
async def deliver(
    body: DeliverOwnFigures,
    caller: PersonCaller,
    once: OnceDep,
    database: DatabaseDep,
    clock: ClockDep,
    settings: SettingsDep,
) -> OwnFiguresReport:
    """All rows or none: with one row that cannot be right, `errors` names every such row and nothing is taken."""
    async with database.transaction() as session:

        async def work() -> OwnFiguresReport:
            return _report(await take_own_figures(session, caller, clock, body, settings.public_url))

        return await once.answer(session, OwnFiguresReport, work)


def _report(taken: Taken) -> OwnFiguresReport:
    counts = taken.counts
    return OwnFiguresReport(
        releases=list(taken.releases),
        new=counts["new"],
        changed=counts["changed"],
        unchanged=counts["unchanged"],
        rows=[OwnRowOutcome.model_validate({"row": row, "outcome": told}) for row, told in taken.outcomes.items()],
    )
