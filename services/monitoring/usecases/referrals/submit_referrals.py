"""Take referrals: each is checked at the door against the agreement in force, and outside it becomes a breach case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import structlog

from services.kit.database import Session
from services.monitoring.contract.dossier import Pillars
from services.monitoring.domain.referrals import (
    Boundaries,
    Permitted,
    Referral,
    crossed,
    forget_from,
    mistake,
    quarter_of,
)
from services.monitoring.domain.row_rules import Fault
from services.monitoring.domain.scaling import weight_of
from services.monitoring.store import referral_tables as tables
from services.monitoring.store.queries import find_agreement
from services.monitoring.store.referral_queries import known_referrals
from services.monitoring.store.tables import Agreement
from services.monitoring.usecases.referrals.message import (
    Message,
    keep_receipt,
    outcome_counts,
    refused,
    taken_before,
)

log = structlog.get_logger()


@dataclass(frozen=True)
class InForce:
    """The version a referral is checked by: its boundaries and what it calls light help."""

    agreement: Agreement
    boundaries: Boundaries
    light: Sequence[str]


@dataclass(frozen=True)
class Door:
    """What is needed to check a message: the versions in force and the areas, by year; and the cases it led to."""

    message: Message
    in_force: Mapping[int, InForce]
    areas: Mapping[int, Sequence[str]]
    cases: list[tables.BreachCase] = field(default_factory=list)


async def submit_referrals(
    session: Session,
    message: Message,
    sent: Sequence[Referral],
    areas: Mapping[int, Sequence[str]],
    municipality: str,
) -> tables.ReferralSubmission:
    """The receipt. The same message again gets the receipt it got before and changes nothing."""
    same = await taken_before(session, message)
    if same is not None:
        return same
    door = await door_for(session, message, sent, areas, municipality)
    known = await known_referrals(session, message.partner_id, (referral.reference for referral in sent))
    rows = [_take(session, door, number, referral, known) for number, referral in message.numbered(sent)]
    await session.flush()
    session.add_all(door.cases)
    receipt = await keep_receipt(session, message, rows, (forget_from(each.referred_on) for each in sent))
    log.info("referrals_submitted", submission_id=str(receipt.id), **outcome_counts(receipt.rows))
    return receipt


async def door_for(
    session: Session,
    message: Message,
    sent: Sequence[Referral],
    areas: Mapping[int, Sequence[str]],
    municipality: str,
) -> Door:
    """With the versions in force in the years of these referrals."""
    years = {referral.referred_on.year for referral in sent}
    return Door(message, await _in_force(session, message, years, municipality), areas)


async def _in_force(session: Session, message: Message, years: set[int], municipality: str) -> dict[int, InForce]:
    found = {}
    for year in sorted(years):
        agreement = await find_agreement(session, message.partner_id, year)
        if agreement is not None:
            found[year] = in_force_of(agreement, municipality)
    return found


def in_force_of(agreement: Agreement, municipality: str) -> InForce:
    """The boundaries of a version as the check at the door reads them."""
    agreed = Pillars.model_validate(agreement.pillars).boundaries
    boundaries = Boundaries(
        municipality=municipality,
        residence=agreed.residence,
        providers=frozenset(provider.agb for provider in agreed.providers),
        activities=frozenset(activity.code for activity in agreed.activities),
        permissions=tuple(Permitted(each.until, each.agb, each.activity) for each in agreed.permissions),
    )
    return InForce(agreement, boundaries, agreed.light_categories)


def _take(
    session: Session, door: Door, number: int, sent: Referral, known: dict[str, tables.Referral]
) -> dict[str, Any]:
    before, year = known.get(sent.reference), sent.referred_on.year
    fault = door_fault(door, sent) or (_known_otherwise(before, sent) if before is not None else None)
    if fault is not None:
        return refused(number, sent.reference, fault)
    version = door.in_force[year].agreement.version
    row = {"row": number, "reference": sent.reference, "version": version}
    if before is not None:
        return row | {"outcome": "unchanged"}
    known[sent.reference] = referral = recorded(door, door.in_force[year], sent)
    session.add(referral)
    cases = cases_for(door, referral, crossed(sent, door.in_force[year].boundaries))
    door.cases.extend(cases)
    breaches = [{"case": str(case.id), "rule": case.rule} for case in cases]
    return row | {"outcome": "breach" if cases else "recorded", "breaches": breaches}


def door_fault(door: Door, sent: Referral) -> Fault | None:
    """What keeps a referral from being recorded: a mistake in it, or no agreement for its year."""
    year = sent.referred_on.year
    fault = mistake(sent, door.areas.get(year, ()), door.message.today)
    if fault is None and year not in door.in_force:
        return Fault("no-agreement-for-day", {"year": year})
    return fault


def _known_otherwise(before: tables.Referral, sent: Referral) -> Fault | None:
    if before.standing == "withdrawn":
        return Fault("referral-withdrawn", {"reference": sent.reference})
    return None if same_content(before, sent) else Fault("reference-known", {"reference": sent.reference})


def recorded(door: Door, checked: InForce, sent: Referral) -> tables.Referral:
    """The row of a referral as it was checked; not in the session yet."""
    return tables.Referral(
        id=uuid4(),
        partner_id=door.message.partner_id,
        agreement_id=checked.agreement.id,
        **_as_columns(sent),
        quarter=quarter_of(sent.referred_on),
        weight=weight_of(sent.product_category, checked.light),
        received_at=door.message.received_at,
        forget_from=forget_from(sent.referred_on),
    )


def _as_columns(sent: Referral) -> dict[str, Any]:
    return {
        "reference": sent.reference,
        "referred_on": sent.referred_on,
        "provider_agb": sent.provider_agb,
        "activity": sent.activity,
        "product_category": sent.product_category,
        "referrer": sent.referrer,
        "lives_here": sent.lives_here,
        "responsible_municipality": sent.responsible_municipality,
        "area_id": sent.area_id,
        "budget_cents": None if sent.budget_euros is None else sent.budget_euros * 100,
        "reason": sent.reason,
    }


def same_content(before: tables.Referral, sent: Referral) -> bool:
    """Nothing of what is sent differs."""
    return all(getattr(before, name) == value for name, value in _as_columns(sent).items())


def cases_for(door: Door, referral: tables.Referral, rules: Sequence[str]) -> list[tables.BreachCase]:
    """A case per rule that is crossed; not in the session yet."""
    return [
        tables.BreachCase(
            id=uuid4(),
            partner_id=referral.partner_id,
            referral_id=referral.id,
            agreement_id=referral.agreement_id,
            rule=rule,
            opened_at=door.message.received_at,
        )
        for rule in rules
    ]
