"""The policy officer says what became of regions whose borders or codes changed."""

from collections.abc import Sequence

from services.kit.caller import Caller
from services.kit.clock import Clock
from services.kit.database import Session
from services.profiles.contract.models import Role
from services.profiles.contract.refusals import MappingsNotRight
from services.profiles.domain.lineage import RegionShare
from services.profiles.domain.recording import MappingFault
from services.profiles.usecases.import_mappings import MappingsReport, import_mappings


async def record_mappings(
    session: Session, caller: Caller, clock: Clock, mappings: Sequence[RegionShare]
) -> MappingsReport:
    """All of it or nothing. Raises NotYours, MappingsNotRight, NoFigures."""
    caller.require_role(Role.POLICY_OFFICER)
    report = await import_mappings(session, mappings, by=caller.name, now=clock.now())
    if report.faults:
        raise MappingsNotRight(errors=[_as_error(fault) for fault in report.faults])
    return report


def _as_error(fault: MappingFault) -> dict[str, str]:
    first, *rest = fault.field.split("_")
    field = first + "".join(word.capitalize() for word in rest)
    facts = {name: str(fact) for name, fact in fault.facts.items()}
    return {"field": f"mappings.{fault.place}.{field}", "slug": f"mapping.{fault.rule}", **facts}
