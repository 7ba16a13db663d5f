"""What municipality and partner see of referrals, what is done about breaches, and the look at their quality."""

from collections.abc import Iterable, Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from services.kit.caller import AnyCaller, PersonCaller
from services.kit.contract import Year
from services.kit.database import DatabaseDep, Session
from services.kit.idempotency import OnceDep
from services.kit.public import for_a_minute
from services.kit.texts import Texts
from services.monitoring.api.dependencies import AsOf, ClockDep, TextsDep
from services.monitoring.api.harmless import NothingPersonalInCase
from services.monitoring.api.referral_views import (
    as_reported,
    view_case,
    view_line,
    view_referral,
    view_review,
    view_sample,
)
from services.monitoring.api.seeing import SeeingCaller, check_sees_all
from services.monitoring.contract.dossier import Pillars
from services.monitoring.contract.referrals import (
    BreachCase,
    DecideStep,
    DrawSample,
    ProposeStep,
    ReferralPage,
    ReferralView,
    ReviewView,
    SampleView,
    Scaling,
    WriteReview,
)
from services.monitoring.store import referral_queries as queries
from services.monitoring.store import referral_tables as tables
from services.monitoring.store.queries import find_agreement, get_partner
from services.monitoring.usecases.office import end_of
from services.monitoring.usecases.referrals import decide_case, review_quality
from services.monitoring.usecases.referrals.look_at_scaling import look_at_scaling

router = APIRouter(tags=["referrals"])
YearQuery = Annotated[Year, Query()]


@router.get(
    "/partners/{partner_id}/referrals",
    operation_id="getReferrals",
    summary="Referrals of a year, with cases and samples",
    response_description="The newest 500, and how many there are",
)
async def page(
    partner_id: UUID,
    year: YearQuery,
    caller: SeeingCaller,
    database: DatabaseDep,
    texts: TextsDep,
    as_of: AsOf,
) -> ReferralPage:
    """For the municipality, the partner's own people and its software.

    `asOf`: referrals and changes as they were reported at the end of that day. Cases and samples are as they are now.
    """
    before = end_of(as_of) if as_of else None
    check_sees_all(caller, partner_id)
    async with database.reading() as session:
        await get_partner(session, partner_id)
        rows, total = await queries.referrals_of_year(session, partner_id, year, before)
        referrals = await _views(session, rows)
        changed = await _views(session, await queries.changed_of_year(session, partner_id, year, before))
        cases = await queries.cases_of_year(session, partner_id, year)
        of_cases = await queries.referrals_by_id(session, (case.referral_id for case in cases))
        return ReferralPage(
            referrals=[as_reported(each, before) for each in referrals.values()],
            total=total,
            changed=list(changed.values()),
            cases=await _cases(session, cases, await _views(session, of_cases.values()), texts),
            samples=await _samples(session, partner_id, year),
        )


@router.get(
    "/partners/{partner_id}/scaling",
    dependencies=[Depends(for_a_minute)],
    operation_id="getScaling",
    summary="Scaling down and up over time",
    response_description="Per quarter whose figures were due, heavy against light",
)
async def scaling(partner_id: UUID, caller: AnyCaller, database: DatabaseDep, clock: ClockDep) -> Scaling:
    """Counts of 1 to 4 are left out, whoever asks, and whatever would give them away."""
    today = clock.today()
    async with database.reading() as session:
        await get_partner(session, partner_id)
        shown, last = await look_at_scaling(session, partner_id, today)
        agreement = await find_agreement(session, partner_id, today.year)
    return Scaling(
        partner_id=partner_id,
        quarters=[view_line(line) for line in shown],
        light_categories=Pillars.model_validate(agreement.pillars).boundaries.light_categories if agreement else [],
        received_until=last,
    )


@router.post(
    "/breach-cases/{case_id}/steps",
    status_code=201,
    operation_id="proposeStep",
    summary="Propose a step in a breach case",
    response_description="The case",
)
async def propose(
    _nothing_personal: NothingPersonalInCase,
    case_id: UUID,
    body: ProposeStep,
    caller: PersonCaller,
    database: DatabaseDep,
    clock: ClockDep,
    texts: TextsDep,
    once: OnceDep,
) -> BreachCase:
    """For officers and approvers; somebody else decides on it. The end of the subsidy is a step like the others."""

    async def work() -> BreachCase:
        return await _one(session, await decide_case.propose_step(session, clock, caller, case_id, body), texts)

    async with database.transaction() as session:
        return await once.answer(session, BreachCase, work)


@router.post(
    "/breach-cases/{case_id}/steps/{step_id}/decision",
    status_code=201,
    operation_id="decideStep",
    summary="Confirm or decline a step",
    response_description="The case",
)
async def decide(
    case_id: UUID,
    step_id: UUID,
    body: DecideStep,
    caller: PersonCaller,
    database: DatabaseDep,
    clock: ClockDep,
    texts: TextsDep,
    once: OnceDep,
) -> BreachCase:
    """For approvers who did not propose it."""

    async def work() -> BreachCase:
        case = await decide_case.decide_step(session, clock, caller, case_id, step_id, body)
        return await _one(session, case, texts)

    async with database.transaction() as session:
        return await once.answer(session, BreachCase, work)


@router.post(
    "/partners/{partner_id}/referral-samples",
    status_code=201,
    operation_id="drawSample",
    summary="Draw referrals to look at",
    response_description="The sample with its seed",
)
async def draw(
    partner_id: UUID, body: DrawSample, caller: PersonCaller, database: DatabaseDep, clock: ClockDep, once: OnceDep
) -> SampleView:
    """For policy officers, once for a quarter that has ended; 100 percent is all of them."""

    async def work() -> SampleView:
        sample = await review_quality.draw_sample(session, clock, caller, partner_id, body)
        return (await _sample_views(session, [sample]))[0]

    async with database.transaction() as session:
        return await once.answer(session, SampleView, work)


@router.put(
    "/partners/{partner_id}/referral-reviews/{review_id}",
    operation_id="writeReview",
    summary="Write what was seen in a referral",
    response_description="The review",
)
async def review(
    _nothing_personal: NothingPersonalInCase,
    partner_id: UUID,
    review_id: UUID,
    body: WriteReview,
    caller: PersonCaller,
    database: DatabaseDep,
    clock: ClockDep,
) -> ReviewView:
    """For policy officers. Written again, the last one counts."""
    async with database.transaction() as session:
        written = await review_quality.write_review(session, clock, caller, partner_id, review_id, body)
        of = await queries.referrals_by_id(session, [written.referral_id])
        return view_review(written, (await _views(session, of.values()))[written.referral_id])


async def _views(session: Session, rows: Iterable[tables.Referral]) -> dict[UUID, ReferralView]:
    known = list(rows)
    agreements = await queries.agreements_by_id(session, (row.agreement_id for row in known))
    return {row.id: view_referral(row, agreements) for row in known}


async def _cases(
    session: Session, cases: Sequence[tables.BreachCase], referrals: dict[UUID, ReferralView], texts: Texts
) -> list[BreachCase]:
    steps = await queries.steps_of(session, (case.id for case in cases))
    agreements = await queries.agreements_by_id(session, (case.agreement_id for case in cases))
    return [view_case(case, referrals[case.referral_id], steps, agreements, texts) for case in cases]


async def _one(session: Session, case: tables.BreachCase, texts: Texts) -> BreachCase:
    rows = await queries.referrals_by_id(session, [case.referral_id])
    return (await _cases(session, [case], await _views(session, rows.values()), texts))[0]


async def _samples(session: Session, partner_id: UUID, year: int) -> list[SampleView]:
    return await _sample_views(session, await queries.samples_of_year(session, partner_id, year))


async def _sample_views(session: Session, samples: Sequence[tables.ReferralSample]) -> list[SampleView]:
    reviews = await queries.reviews_of(session, (sample.id for sample in samples))
    rows = await queries.referrals_by_id(session, (review.referral_id for review in reviews))
    referrals = await _views(session, rows.values())
    return [view_sample(sample, reviews, referrals) for sample in samples]
