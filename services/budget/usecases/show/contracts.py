"""A neighbourhood contract: drafted, signed by three, changed by a new version that is signed again, looked back on."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from services.budget.contract.refusals import UnknownInitiative, UnknownLine
from services.budget.contract.show import DraftContract, LookBack, Signatory
from services.budget.contract.show_refusals import (
    NewerContract,
    NoContract,
    NotSignedYet,
    NotYourSignature,
    SignedAlready,
)
from services.budget.domain.circle import Seat
from services.budget.store.show_queries import (
    contract_signatures,
    contract_versions,
    find_outcome,
    line_ids,
    public_ids,
)
from services.budget.store.show_tables import ContractOutcome, ContractRow, ContractSignature
from services.budget.usecases.office import Office
from services.budget.usecases.say_yes import seats_of
from services.budget.usecases.show.conference import check_not_kept, may_speak_for
from services.kit.caller import Caller, NotYours
from services.kit.database import Session


def may_draft(caller: Caller, area_id: str) -> bool:
    """The area's own workers, and policy officers."""
    if caller.kind != "person":
        return False
    return caller.has_role("policy_officer") or Seat.WORKER in seats_of(caller, area_id)


def may_sign_as(caller: Caller, area_id: str) -> list[Signatory]:
    """For which parties this person can sign."""
    if caller.kind != "person":
        return []
    signs = [Signatory(seat.value) for seat in seats_of(caller, area_id)]
    return [*signs, Signatory.APPROVER] if caller.has_role("approver") else signs


async def draft_contract(
    session: Session, caller: Caller, year: int, area_id: str, body: DraftContract, office: Office
) -> None:
    """Raises NotYours, NewerContract, ConferenceIsKept, UnknownLine, UnknownInitiative."""
    if not may_draft(caller, area_id):
        raise NotYours(roles="area_worker, policy_officer")
    await check_not_kept(session, year)
    await _check_newest(session, year, area_id, body.seen)
    lines, ideas = await line_ids(session, year), await public_ids(session, year)
    for promise in body.promises:
        if promise.line_id and promise.line_id not in lines:
            raise UnknownLine(year=year)
        if promise.initiative_id and promise.initiative_id not in ideas:
            raise UnknownInitiative(initiative_id=str(promise.initiative_id))
    session.add(
        ContractRow(
            year=year,
            area_id=area_id,
            number=body.seen + 1,
            note=body.note,
            promises=[promise.model_dump(mode="json") for promise in body.promises],
            made_by=caller.name,
            made_at=office.now(),
        )
    )
    await session.flush()


async def _check_newest(session: Session, year: int, area_id: str, number: int) -> Sequence[ContractRow]:
    """Raise NewerContract when that is not the newest version."""
    versions = await contract_versions(session, year, area_id)
    if (versions[0].number if versions else 0) != number:
        raise NewerContract
    return versions


async def sign_contract(
    session: Session, caller: Caller, year: int, area_id: str, number: int, as_: Signatory, office: Office
) -> None:
    """Raises NotYourSignature, NoContract, NewerContract, SignedAlready."""
    if as_ not in may_sign_as(caller, area_id):
        raise NotYourSignature
    if not await _check_newest(session, year, area_id, number):
        raise NoContract
    given = [it for it in await contract_signatures(session, year, area_id) if it.number == number]
    if any(it.signatory == as_ or it.signed_by == caller.name for it in given):
        raise SignedAlready
    session.add(_signature(caller, year, area_id, number, as_, office.now()))
    await session.flush()


def _signature(caller: Caller, year: int, area_id: str, number: int, as_: Signatory, at: datetime) -> ContractSignature:
    return ContractSignature(
        year=year, area_id=area_id, number=number, signatory=as_.value, signed_by=caller.name, signed_at=at
    )


async def look_back(
    session: Session,
    caller: Caller,
    year: int,
    area_id: str,
    number: int,
    position: int,
    body: LookBack,
    office: Office,
) -> None:
    """How a promise of a signed version went. Raises NotYours, NoContract, NotSignedYet, ConferenceIsKept."""
    if not may_speak_for(caller, area_id):
        raise NotYours(roles="area_worker, area_resident, policy_officer")
    await check_not_kept(session, year)
    version = await session.get(ContractRow, (year, area_id, number))
    if version is None or not 1 <= position <= len(version.promises):
        raise NoContract
    given = [it for it in await contract_signatures(session, year, area_id) if it.number == number]
    if len(given) < len(Signatory):
        raise NotSignedYet
    told: dict[str, Any] = {"outcome": body.outcome.value, "sentence": body.sentence}
    told |= {"said_by": caller.name, "said_at": office.now()}
    which: dict[str, Any] = {"year": year, "area_id": area_id, "number": number, "position": position}
    outcome = await find_outcome(session, year, area_id, number, position) or ContractOutcome(**which, **told)
    for name, value in told.items():
        setattr(outcome, name, value)
    session.add(outcome)
    await session.flush()
