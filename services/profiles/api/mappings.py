"""What became of regions when borders or codes changed: recorded by the policy officer, believed before a name."""

from fractions import Fraction
from typing import Annotated

from fastapi import APIRouter, Query

from services.kit.caller import PersonCaller
from services.kit.database import DatabaseDep
from services.kit.idempotency import OnceDep
from services.profiles.api.dependencies import ClockDep
from services.profiles.contract.models import Role
from services.profiles.contract.places import MappingsRecorded, RecordMappings, RegionMappingView
from services.profiles.domain.lineage import RegionShare
from services.profiles.store.history import find_mappings
from services.profiles.usecases.record_mappings import record_mappings

router = APIRouter(prefix="/region-mappings", tags=["regions"])
RegionQuery = Annotated[str | None, Query(alias="region", max_length=12, description="Only of or to this code")]


@router.get(
    "",
    summary="Recorded changes of regions (policy officers)",
    operation_id="listRegionMappings",
    response_description="Mappings by year and code",
)
async def mappings(caller: PersonCaller, database: DatabaseDep, region: RegionQuery = None) -> list[RegionMappingView]:
    caller.require_role(Role.POLICY_OFFICER)
    async with database.reading() as session:
        found = await find_mappings(session, [region] if region else ())
    return [
        RegionMappingView(
            from_year=row.from_year,
            from_code=row.from_code,
            from_name=row.from_name or "",
            to_year=row.to_year,
            to_code=row.to_code,
            to_name=row.to_name or "",
            share=row.share,
            basis=row.basis,
            source=row.source,
            recorded_at=row.recorded_at,
        )
        for row in found
    ]


@router.post(
    "",
    status_code=201,
    summary="Record what became of regions (policy officers)",
    operation_id="recordRegionMappings",
    response_description="What was new, changed, the same or gone",
)
async def record(
    body: RecordMappings, caller: PersonCaller, once: OnceDep, database: DatabaseDep, clock: ClockDep
) -> MappingsRecorded:
    """All of it or nothing. What became of one region between two years is said whole: the rest of it goes."""
    shares = [RegionShare(**line.model_dump(exclude={"share"}), share=Fraction(line.share)) for line in body.mappings]
    async with database.transaction() as session:

        async def work() -> MappingsRecorded:
            report = await record_mappings(session, caller, clock, shares)
            return MappingsRecorded(
                new=report.new, changed=report.changed, unchanged=report.unchanged, removed=report.removed
            )

        return await once.answer(session, MappingsRecorded, work)
