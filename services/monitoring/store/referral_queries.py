"""Every SELECT about referrals, breach cases, samples and scaling."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlmodel import col

from services.kit.database import Session
from services.monitoring.contract.referral_refusals import (
    UnknownBreachCase,
    UnknownReferral,
    UnknownReview,
    UnknownStep,
)
from services.monitoring.domain.scaling import Counted
from services.monitoring.store.referral_tables import (
    BreachCase,
    BreachStep,
    Referral,
    ReferralReview,
    ReferralSample,
    ReferralSubmission,
)
from services.monitoring.store.tables import Agreement

MOST_SHOWN = 500
IS_CURRENT = col(Referral.standing) == "current"


async def find_same_message(session: Session, partner_id: UUID, content_sha256: bytes) -> ReferralSubmission | None:
    same = (col(ReferralSubmission.partner_id) == partner_id) & (
        col(ReferralSubmission.content_sha256) == content_sha256
    )
    found: ReferralSubmission | None = await session.scalar(select(ReferralSubmission).where(same))
    return found


async def versions_of_referrals(
    session: Session, partner_id: UUID, references: Iterable[str]
) -> dict[str, list[Referral]]:
    """Of these references all versions, the last one last, locked until the transaction ends."""
    asked = (col(Referral.partner_id) == partner_id) & col(Referral.reference).in_(sorted(set(references)))
    ordered = select(Referral).where(asked).order_by(col(Referral.version)).with_for_update()
    found: dict[str, list[Referral]] = defaultdict(list)
    for row in await session.scalars(ordered):
        found[row.reference or ""].append(row)
    return dict(found)


async def known_referrals(session: Session, partner_id: UUID, references: Iterable[str]) -> dict[str, Referral]:
    """Of these references the last version of each, locked until the transaction ends."""
    versions = await versions_of_referrals(session, partner_id, references)
    return {reference: each[-1] for reference, each in versions.items()}


async def versions_beside(session: Session, partner_id: UUID, referral_id: UUID) -> Sequence[Referral]:
    """All versions of the referral of which this is one, the first one first. Raises UnknownReferral.

    Of what was forgotten only this one: nobody can tell any more which ones were the same referral.
    """
    one = await session.get(Referral, referral_id)
    if one is None or one.partner_id != partner_id:
        raise UnknownReferral
    if one.reference is None:
        return [one]
    same = (col(Referral.partner_id) == partner_id) & (col(Referral.reference) == one.reference)
    return (await session.scalars(select(Referral).where(same).order_by(col(Referral.version)))).all()


async def referrals_of_year(
    session: Session, partner_id: UUID, year: int, before: datetime | None = None
) -> tuple[Sequence[Referral], int]:
    """The newest of a year that count, or that counted just before a moment, and how many there are in all."""
    of_year = _of_year(partner_id, year) & (IS_CURRENT if before is None else _counted(before))
    newest = select(Referral).where(of_year).order_by(col(Referral.referred_on).desc().nulls_last(), col(Referral.id))
    rows = (await session.scalars(newest.limit(MOST_SHOWN))).all()
    total = await session.scalar(select(func.count()).select_from(Referral).where(of_year))
    return rows, total or 0


def _counted(before: datetime) -> ColumnElement[bool]:
    """What had come, and was not corrected or withdrawn yet."""
    changed_at = col(Referral.changed_at)
    return (col(Referral.received_at) < before) & (changed_at.is_(None) | (changed_at >= before))


async def changed_of_year(
    session: Session, partner_id: UUID, year: int, before: datetime | None = None
) -> Sequence[Referral]:
    """What was corrected or withdrawn, or was so just before a moment; the last change first."""
    changed = select(Referral).where(_of_year(partner_id, year) & ~IS_CURRENT)
    if before is not None:
        changed = changed.where(col(Referral.changed_at) < before)
    last_first = changed.order_by(col(Referral.changed_at).desc(), col(Referral.version).desc(), col(Referral.id))
    return (await session.scalars(last_first.limit(MOST_SHOWN))).all()


_NEWEST_CASE_FIRST = (col(BreachCase.opened_at).desc(), col(BreachCase.rule), col(BreachCase.id))
"""The cases of one message were opened in one moment, mostly by one rule."""


async def cases_of_year(session: Session, partner_id: UUID, year: int) -> Sequence[BreachCase]:
    """Of all referrals of a year, also of those that were corrected or withdrawn: somebody still decides on them."""
    of = select(BreachCase).join(Referral, col(Referral.id) == col(BreachCase.referral_id))
    return (await session.scalars(of.where(_of_year(partner_id, year)).order_by(*_NEWEST_CASE_FIRST))).all()


def _of_year(partner_id: UUID, year: int) -> ColumnElement[bool]:
    return (col(Referral.partner_id) == partner_id) & col(Referral.quarter).startswith(f"{year}-")


async def referrals_by_id(session: Session, ids: Iterable[UUID]) -> dict[UUID, Referral]:
    rows = (await session.scalars(select(Referral).where(col(Referral.id).in_(sorted(set(ids)))))).all()
    return {row.id: row for row in rows}


async def cases_of_referrals(session: Session, referral_ids: Iterable[UUID]) -> Sequence[BreachCase]:
    of = select(BreachCase).where(col(BreachCase.referral_id).in_(sorted(set(referral_ids))))
    return (await session.scalars(of.order_by(*_NEWEST_CASE_FIRST))).all()


async def get_case(session: Session, case_id: UUID, *, for_update: bool = False) -> BreachCase:
    """Raises UnknownBreachCase."""
    one = select(BreachCase).where(col(BreachCase.id) == case_id)
    case: BreachCase | None = await session.scalar(one.with_for_update() if for_update else one)
    if case is None:
        raise UnknownBreachCase
    return case


async def steps_of(session: Session, case_ids: Iterable[UUID]) -> Sequence[BreachStep]:
    """Of these cases, the oldest first."""
    of = select(BreachStep).where(col(BreachStep.case_id).in_(sorted(set(case_ids))))
    return (await session.scalars(of.order_by(col(BreachStep.number)))).all()


async def get_step(session: Session, case_id: UUID, step_id: UUID) -> BreachStep:
    """Raises UnknownStep, also for one of another case."""
    step = await session.get(BreachStep, step_id)
    if step is None or step.case_id != case_id:
        raise UnknownStep
    return step


async def agreements_by_id(session: Session, ids: Iterable[UUID]) -> Mapping[UUID, Agreement]:
    rows = (await session.scalars(select(Agreement).where(col(Agreement.id).in_(sorted(set(ids)))))).all()
    return {row.id: row for row in rows}


async def ids_of_quarter(session: Session, partner_id: UUID, quarter: str) -> Sequence[UUID]:
    of_quarter = (col(Referral.partner_id) == partner_id) & (col(Referral.quarter) == quarter) & IS_CURRENT
    return (await session.scalars(select(col(Referral.id)).where(of_quarter))).all()


async def samples_of_year(session: Session, partner_id: UUID, year: int) -> Sequence[ReferralSample]:
    of_year = (col(ReferralSample.partner_id) == partner_id) & col(ReferralSample.quarter).startswith(f"{year}-")
    return (await session.scalars(select(ReferralSample).where(of_year).order_by(col(ReferralSample.quarter)))).all()


async def reviews_of(session: Session, sample_ids: Iterable[UUID]) -> Sequence[ReferralReview]:
    of = select(ReferralReview).where(col(ReferralReview.sample_id).in_(sorted(set(sample_ids))))
    return (await session.scalars(of.order_by(col(ReferralReview.referral_id)))).all()


async def get_review(session: Session, partner_id: UUID, review_id: UUID) -> ReferralReview:
    """Raises UnknownReview, also for one of another partner."""
    of_partner = (
        select(ReferralReview)
        .join(ReferralSample, col(ReferralSample.id) == col(ReferralReview.sample_id))
        .where(col(ReferralReview.id) == review_id, col(ReferralSample.partner_id) == partner_id)
    )
    review: ReferralReview | None = await session.scalar(of_partner.with_for_update(of=ReferralReview))
    if review is None:
        raise UnknownReview
    return review


async def counted_referrals(session: Session, partner_id: UUID) -> tuple[list[Counted], datetime | None]:
    """All of a partner that count per quarter, area and weight, and when the last one came in or changed."""
    place = (col(Referral.quarter), col(Referral.area_id), col(Referral.weight))
    budget = col(Referral.budget_cents)
    grouped = select(*place, func.count(), func.count(budget), func.coalesce(func.sum(budget), 0)).where(
        (col(Referral.partner_id) == partner_id) & IS_CURRENT
    )
    rows = (await session.execute(grouped.group_by(*place).order_by(*place))).all()
    last = await session.scalar(
        select(func.max(func.greatest(col(Referral.received_at), col(Referral.changed_at)))).where(
            col(Referral.partner_id) == partner_id
        )
    )
    return [Counted(quarter, area, weight, n, p, int(cents)) for quarter, area, weight, n, p, cents in rows], last


async def to_forget(session: Session, today: date) -> tuple[Sequence[Referral], Sequence[ReferralSubmission]]:
    """What nobody needs to know any more, of referrals and of the receipts that name them."""
    due = (col(Referral.forget_from) <= today) & col(Referral.reference).is_not(None)
    referrals = (await session.scalars(select(Referral).where(due).with_for_update())).all()
    old = select(ReferralSubmission).where(col(ReferralSubmission.forget_from) <= today).with_for_update()
    return referrals, (await session.scalars(old)).all()


async def reviews_of_referrals(session: Session, referral_ids: Iterable[UUID]) -> Sequence[ReferralReview]:
    of = select(ReferralReview).where(col(ReferralReview.referral_id).in_(sorted(set(referral_ids))))
    return (await session.scalars(of)).all()
