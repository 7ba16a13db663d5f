"""Sets a new version of a year's scheme as a draft; somebody else publishes it."""

from collections.abc import Sequence

from services.budget.contract.scheme_refusals import NoDraftScheme, SchemeSetterCannotPublish
from services.budget.contract.schemes import PublishScheme, SchemeState, SetScheme
from services.budget.scheme_views import scheme_view
from services.budget.store.scheme_queries import find_scheme, lock_schemes
from services.budget.store.scheme_tables import SchemeRow
from services.budget.usecases.office import Office
from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.errors import check_version


async def set_scheme(session: Session, caller: Caller, year: int, body: SetScheme, office: Office) -> SchemeRow:
    """For policy officers. A draft that was there is discarded, and stays on record. Raises NotYours, StaleVersion."""
    caller.require_role("policy_officer")
    versions = await lock_schemes(session, year)
    await _check_seen(session, caller, year, versions, body.seen_number, office)
    for draft in _with_state(versions, SchemeState.DRAFT):
        draft.state = SchemeState.DISCARDED.value
    await session.flush()
    made = SchemeRow(
        year=year,
        number=_newest(versions) + 1,
        state=SchemeState.DRAFT.value,
        rules=body.rules.model_dump(mode="json", by_alias=True),
        why=body.why,
        set_by=caller.name,
        set_at=office.now(),
    )
    session.add(made)
    await session.flush()
    return made


async def publish_scheme(session: Session, caller: Caller, year: int, body: PublishScheme, office: Office) -> SchemeRow:
    """For approvers who did not set it. Ideas told from here on follow it; earlier ones keep what they were told.

    Raises NotYours, StaleVersion, NoDraftScheme, SchemeSetterCannotPublish.
    """
    caller.require_role("approver")
    versions = await lock_schemes(session, year)
    await _check_seen(session, caller, year, versions, body.seen_number, office)
    draft = next(iter(_with_state(versions, SchemeState.DRAFT)), None)
    if draft is None:
        raise NoDraftScheme(year=year)
    if draft.set_by == caller.name:
        raise SchemeSetterCannotPublish
    for before in _with_state(versions, SchemeState.PUBLISHED):
        before.state = SchemeState.REPLACED.value
    await session.flush()
    draft.state, draft.published_by = SchemeState.PUBLISHED.value, caller.name
    draft.published_at, draft.published_where = office.now(), body.where
    await session.flush()
    return draft


async def _check_seen(
    session: Session, caller: Caller, year: int, versions: Sequence[SchemeRow], seen_number: int, office: Office
) -> None:
    """Raise StaleVersion with the scheme as it is now."""
    if _newest(versions) != seen_number:
        now = scheme_view(year, await find_scheme(session, year), versions, caller, office)
        check_version(_newest(versions), seen_number, as_it_is=now.model_dump(mode="json", by_alias=True))


def _newest(versions: Sequence[SchemeRow]) -> int:
    return versions[0].number if versions else 0


def _with_state(versions: Sequence[SchemeRow], state: SchemeState) -> list[SchemeRow]:
    return [version for version in versions if version.state == state]
