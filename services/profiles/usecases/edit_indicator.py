"""Change what an indicator is called, means or is weighed by, or add one of the municipality's own."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from pydantic.alias_generators import to_camel

from services.kit.caller import Caller
from services.kit.clock import Clock
from services.kit.database import Session
from services.kit.errors import check_version
from services.profiles.contract.catalogue import AddIndicator, EditIndicator
from services.profiles.contract.models import Role
from services.profiles.contract.refusals import IndicatorExists, IndicatorNotRight
from services.profiles.domain.definition import OWN, Fault, faults_of
from services.profiles.store.areas import hold_installation
from services.profiles.store.catalogue import Catalogue, read_catalogue
from services.profiles.store.tables import Indicator, IndicatorChange

EDITED = frozenset(AddIndicator.model_fields) - {"code"}


async def edit_indicator(session: Session, caller: Caller, clock: Clock, code: str, body: EditIndicator) -> Catalogue:
    """The catalogue with the indicator as it became. From then on no import takes the words back.

    Raises NotYours, UnknownIndicator, StaleVersion, IndicatorNotRight.
    """
    caller.require_role(Role.POLICY_OFFICER)
    installation = await hold_installation(session)
    catalogue = await read_catalogue(session)
    row = catalogue.indicators[catalogue.check(code)]
    as_it_is = {to_camel(name): value for name, value in _as_json(row, EDITED).items()}
    check_version(row.version, body.version, as_it_is | {"version": row.version})
    changed = {name for name in body.model_fields_set & EDITED if getattr(row, name) != getattr(body, name)}
    if not changed:
        return catalogue
    before = _as_json(row, changed)
    for name in changed:
        setattr(row, name, getattr(body, name))
    _check(row, catalogue)
    row.version += 1
    _record(session, row, caller, clock.now(), before, changed)
    installation.data_version += 1
    await session.flush()
    return await read_catalogue(session)


async def add_indicator(session: Session, caller: Caller, clock: Clock, body: AddIndicator) -> Catalogue:
    """The catalogue with the new one at its end. Raises NotYours, IndicatorExists, IndicatorNotRight."""
    caller.require_role(Role.POLICY_OFFICER)
    installation = await hold_installation(session)
    catalogue = await read_catalogue(session)
    if body.code in catalogue.indicators:
        raise IndicatorExists(code=body.code)
    row = Indicator(
        **body.model_dump(),
        position=1 + max((other.position for other in catalogue.indicators.values()), default=0),
        source_columns="" if body.numerator else OWN + body.code,
        rounding="computed" if body.numerator else "own",
    )
    _check(row, catalogue)
    session.add(row)
    await session.flush()
    _record(session, row, caller, clock.now(), {}, EDITED)
    installation.data_version += 1
    await session.flush()
    return await read_catalogue(session)


def _check(row: Indicator, catalogue: Catalogue) -> None:
    faults = faults_of(row, catalogue.indicators)
    if faults:
        raise IndicatorNotRight(errors=[_as_error(fault) for fault in faults])


def _as_error(fault: Fault) -> dict[str, str]:
    facts = {name: str(fact) for name, fact in fault.facts.items()}
    return {"field": to_camel(fault.at), "slug": f"indicator.{fault.rule}", **facts}


def _record(
    session: Session,
    row: Indicator,
    caller: Caller,
    now: datetime,
    before: Mapping[str, Any],
    changed: Iterable[str],
) -> None:
    row.edited_by, row.edited_at = caller.name, now
    session.add(
        IndicatorChange(
            indicator_code=row.code,
            version=row.version,
            changed_by=caller.name,
            changed_at=now,
            before=dict(before),
            after=_as_json(row, changed),
        )
    )


def _as_json(row: Indicator, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in sorted(names)}
