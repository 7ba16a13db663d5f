"""Put right what a partner sent: a next version, checked again at the door, or none. What it was stays as history.

A breach case is never closed by it. Where the boundary is still crossed by the same facts the case goes along with the
next version; otherwise it stays with what was withdrawn or corrected, and the municipality decides on it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog

from services.kit.database import Session
from services.monitoring.domain.referrals import FACTS_OF_RULE, Referral, crossed, forget_from
from services.monitoring.domain.row_rules import Fault
from services.monitoring.store import referral_tables as tables
from services.monitoring.store.referral_queries import cases_of_referrals, versions_of_referrals
from services.monitoring.usecases.referrals.message import Message, keep_receipt, outcome_counts, refused, taken_before
from services.monitoring.usecases.referrals.submit_referrals import (
    Door,
    cases_for,
    door_fault,
    door_for,
    recorded,
    same_content,
)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Correction:
    """The referral as it should be, the version that is wrong, and why."""

    referral: Referral
    version: int
    why: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    reference: str
    version: int
    why: str


@dataclass(frozen=True)
class History:
    """All versions and the cases of the last one, by reference; and what is written once there are next versions."""

    versions: Mapping[str, list[tables.Referral]]
    cases: dict[str, list[tables.BreachCase]]
    added: list[tables.Referral] = field(default_factory=list)
    moved: list[tuple[tables.BreachCase, tables.Referral]] = field(default_factory=list)


async def submit_corrections(
    session: Session,
    message: Message,
    sent: Sequence[Correction],
    areas: Mapping[int, Sequence[str]],
    municipality: str,
) -> tables.ReferralSubmission:
    """The receipt. The same message again gets the receipt it got before and changes nothing."""
    same = await taken_before(session, message)
    if same is not None:
        return same
    referrals = [each.referral for each in sent]
    door = await door_for(session, message, referrals, areas, municipality)
    history = await history_of(session, message, [each.reference for each in referrals])
    rows = [_correct(door, history, number, each) for number, each in message.numbered(sent)]
    await write_history(session, history)
    session.add_all(door.cases)
    receipt = await keep_receipt(session, message, rows, (forget_from(each.referred_on) for each in referrals))
    log.info("referrals_corrected", submission_id=str(receipt.id), **outcome_counts(receipt.rows))
    return receipt


async def submit_withdrawals(
    session: Session, message: Message, sent: Sequence[Withdrawal]
) -> tables.ReferralSubmission:
    """The receipt. The same message again gets the receipt it got before and changes nothing."""
    same = await taken_before(session, message)
    if same is not None:
        return same
    history = await history_of(session, message, [each.reference for each in sent])
    rows = [_withdraw(message, history, number, each) for number, each in message.numbered(sent)]
    receipt = await keep_receipt(session, message, rows)
    log.info("referrals_withdrawn", submission_id=str(receipt.id), **outcome_counts(receipt.rows))
    return receipt


async def history_of(session: Session, message: Message, references: Sequence[str]) -> History:
    """Of these references all versions and the cases of the last, locked until the transaction ends."""
    versions = await versions_of_referrals(session, message.partner_id, references)
    last = {each[-1].id: reference for reference, each in versions.items()}
    cases: dict[str, list[tables.BreachCase]] = {reference: [] for reference in versions}
    for case in await cases_of_referrals(session, last):
        cases[last[case.referral_id]].append(case)
    return History(versions, cases)


async def write_history(session: Session, history: History) -> None:
    """Write the next versions, and take the cases that go along to them."""
    session.add_all(history.added)
    await session.flush()
    for case, referral in history.moved:
        case.referral_id = referral.id


def _correct(door: Door, history: History, number: int, sent: Correction) -> dict[str, Any]:
    reference, known = sent.referral.reference, history.versions.get(sent.referral.reference, [])
    row: dict[str, Any] = {"row": number, "reference": reference}
    if known and known[-1].standing == "current" and same_content(known[-1], sent.referral):
        return row | {"outcome": "unchanged", "referral_version": known[-1].version}
    fault = not_this_one(reference, known, sent.version) or door_fault(door, sent.referral)
    fault = fault or _begins_after_its_end(known[-1], sent.referral)
    if fault is not None:
        return refused(number, reference, fault)
    after = _next_version(door, history, known, sent)
    breaches = [{"case": str(case.id), "rule": case.rule} for case in history.cases[reference]]
    return row | {
        "version": door.in_force[sent.referral.referred_on.year].agreement.version,
        "referral_version": after.version,
        "outcome": "breach" if breaches else "recorded",
        "breaches": breaches,
    }


def _next_version(door: Door, history: History, known: list[tables.Referral], sent: Correction) -> tables.Referral:
    before, checked = known[-1], door.in_force[sent.referral.referred_on.year]
    after = recorded(door, checked, sent.referral)
    after.version, after.end_told_at = before.version + 1, before.end_told_at
    after.ended_on, after.end_reason = before.ended_on, before.end_reason
    cases = history.cases[after.reference or ""]
    _retire(door.message, before, cases, "corrected", sent.why)
    for earlier in known:  # Nobody can tell longer than needed by an old version which referral it was.
        earlier.forget_from = min(earlier.forget_from, after.forget_from)
    rules = crossed(sent.referral, checked.boundaries)
    kept = [case for case in cases if case.rule in rules and _same_facts(case.rule, before, after)]
    opened = cases_for(door, after, [rule for rule in rules if rule not in {case.rule for case in kept}])
    history.moved.extend((case, after) for case in kept)
    door.cases.extend(opened)
    history.added.append(after)
    history.cases[after.reference or ""] = kept + opened
    known.append(after)
    return after


def _withdraw(message: Message, history: History, number: int, sent: Withdrawal) -> dict[str, Any]:
    known = history.versions.get(sent.reference, [])
    row = {"row": number, "reference": sent.reference}
    if known and (known[-1].standing, known[-1].version) == ("withdrawn", sent.version):
        return row | {"outcome": "unchanged", "referral_version": sent.version}
    fault = not_this_one(sent.reference, known, sent.version)
    if fault is not None:
        return refused(number, sent.reference, fault)
    _retire(message, known[-1], history.cases[sent.reference], "withdrawn", sent.why)
    return row | {"outcome": "recorded", "referral_version": sent.version}


def not_this_one(reference: str, known: Sequence[tables.Referral], version: int) -> Fault | None:
    """Also by the version: a message that comes late does not undo what was put right after it."""
    if not known:
        return Fault("reference-unknown", {"reference": reference})
    if known[-1].standing == "withdrawn":
        return Fault("referral-withdrawn", {"reference": reference})
    last = known[-1].version
    return None if version == last else Fault("referral-changed", {"reference": reference, "version": last})


def _begins_after_its_end(before: tables.Referral, sent: Referral) -> Fault | None:
    if before.ended_on is None or before.ended_on >= sent.referred_on:
        return None
    return Fault("ended-before-begun", {"day": sent.referred_on.isoformat()})


def _same_facts(rule: str, before: tables.Referral, after: tables.Referral) -> bool:
    return all(getattr(before, name) == getattr(after, name) for name in FACTS_OF_RULE[rule])


def _retire(
    message: Message, referral: tables.Referral, cases: Sequence[tables.BreachCase], standing: str, why: str
) -> None:
    """A next version of each case: who decides on it has seen what the partner says."""
    referral.standing, referral.changed_at, referral.changed_because = standing, message.received_at, why
    for case in cases:
        case.version += 1
