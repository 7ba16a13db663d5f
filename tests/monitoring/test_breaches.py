"""What is done about a breach, by two people and never by itself; and the look at the quality of referrals."""

import asyncio
from uuid import uuid4

import pytest

from services.kit.caller import Caller, NotYours
from services.kit.errors import Refusal, StaleVersion
from services.monitoring.contract.referral_refusals import (
    CaseIsClosed,
    DocumentMissing,
    HearPartnerFirst,
    NoReferralsToDraw,
    PersonalDataFound,
    ProposerCannotConfirm,
    QuarterStillRuns,
    SampleExists,
    StepIsDecided,
    StepIsWaiting,
    UnknownBreachCase,
    UnknownReview,
)
from services.monitoring.contract.referrals import BreachCase, DecideStep, DrawSample, ProposeStep, WriteReview
from services.monitoring.domain.sample import drawn
from tests.monitoring.dossiers import APPROVER, NOT_CONTRACTED
from tests.monitoring.referrals import a_partner_with_boundaries, a_referral, sent
from tests.monitoring.world import OFFICER, Software, World
from tests.support.apps import a_person


async def a_case(world: World) -> tuple[Software, BreachCase]:
    """A referral to a provider without a contract, as the officer sees it."""
    software = await a_partner_with_boundaries(world)
    await sent(software, a_referral(providerAgb=NOT_CONTRACTED))
    return software, (await world.officer.referrals(software.partner_id, 2020)).cases[0]


async def proposed(world: World, case: BreachCase, step: str, by: Caller = OFFICER, **more: str) -> BreachCase:
    body = ProposeStep.model_validate({"seen_version": case.version, "step": step, **more})
    return await world.client.on_behalf_of(by).propose_step(case.id, body, key=str(uuid4()))


async def decided(world: World, case: BreachCase, by: Caller = APPROVER, *, confirm: bool = True) -> BreachCase:
    body = DecideStep(seen_version=case.version, confirm=confirm)
    return await world.client.on_behalf_of(by).decide_step(case.id, case.steps[-1].id, body, key=str(uuid4()))


async def test_the_college_permits_with_a_document_and_two_people(world: World) -> None:
    software, case = await a_case(world)
    with pytest.raises(DocumentMissing):
        await proposed(world, case, "permit")
    case = await proposed(world, case, "permit", document="Besluit 2020-7")
    assert case.state == "open"
    case = await decided(world, case)
    step = case.steps[0]
    assert (case.state, step.decision, step.document) == ("permitted", "confirmed", "Besluit 2020-7")
    assert (step.proposed_by, step.decided_by) == (OFFICER.name, APPROVER.name)
    with pytest.raises(CaseIsClosed):
        await proposed(world, case, "hearing")
    member = world.client.on_behalf_of(a_person(("partner_member", str(software.partner_id))))
    assert (await member.referrals(software.partner_id, 2020)).cases == [case]


async def test_who_proposed_a_step_does_not_decide_on_it(world: World) -> None:
    _, case = await a_case(world)
    both = a_person(("policy_officer", None), ("approver", None))
    case = await proposed(world, case, "permit", both, document="Besluit 2020-7")
    with pytest.raises(ProposerCannotConfirm):
        await decided(world, case, both)
    with pytest.raises(NotYours):
        await decided(world, case, OFFICER)
    assert (await decided(world, case)).state == "permitted"


async def test_the_end_of_the_subsidy_is_a_step_after_a_hearing_and_never_automatic(world: World) -> None:
    software, case = await a_case(world)
    with pytest.raises(HearPartnerFirst):
        await proposed(world, case, "end_of_subsidy", document="Besluit 9", ends_on="2020-05-31")
    case = await decided(world, await proposed(world, case, "hearing", note="talk on 20 February"))
    case = await decided(world, await proposed(world, case, "warning"))
    assert case.state == "open"
    case = await decided(
        world, await proposed(world, case, "end_of_subsidy", document="Besluit 9", ends_on="2020-05-31"), confirm=False
    )
    assert (case.state, case.steps[-1].decision) == ("open", "declined")
    case = await decided(
        world, await proposed(world, case, "end_of_subsidy", document="Besluit 10", ends_on="2020-05-31")
    )
    assert case.state == "closed"
    # The decision stands in the case; the partner can still send what it must.
    assert (await sent(software, a_referral("A-2")))["recorded"] == 1


async def test_one_step_at_a_time_and_nothing_on_a_screen_that_is_no_longer_true(world: World) -> None:
    _, case = await a_case(world)
    waiting = await proposed(world, case, "hearing")
    with pytest.raises(StaleVersion):
        await proposed(world, case, "hearing")
    with pytest.raises(StepIsWaiting):
        await proposed(world, waiting, "no_action")
    done = await decided(world, waiting)
    with pytest.raises(StepIsDecided):
        await decided(world, done)


async def test_decided_on_by_many_at_once_it_is_decided_once(world: World) -> None:
    _, case = await a_case(world)
    case = await proposed(world, case, "no_action", note="a mistake of typing")
    answers = await asyncio.gather(*(decided(world, case) for _ in range(6)), return_exceptions=True)
    assert sorted(type(answer).__name__ for answer in answers) == ["BreachCase"] + ["StepIsDecided"] * 5


async def test_a_note_with_a_person_in_it_is_refused_too(world: World) -> None:
    _, case = await a_case(world)
    with pytest.raises(PersonalDataFound):
        await proposed(world, case, "hearing", note="bel 06-12345678")


async def test_only_the_municipality_takes_steps(world: World) -> None:
    software, case = await a_case(world)
    member = a_person(("partner_member", str(software.partner_id)))
    with pytest.raises(NotYours):
        await proposed(world, case, "permit", member, document="x")
    with pytest.raises(UnknownBreachCase):
        await proposed(world, case.model_copy(update={"id": uuid4()}), "hearing")


async def test_a_stated_share_is_drawn_once_and_can_be_drawn_again_from_its_seed(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    await sent(software, *(a_referral(f"A-{n}") for n in range(11)))
    share = DrawSample(quarter="2020-Q1", percent=20)
    sample = await world.officer.draw_sample(software.partner_id, share, key=str(uuid4()))
    assert (sample.population, len(sample.reviews)) == (11, 3)
    page = await world.officer.referrals(software.partner_id, 2020)
    again = drawn((each.id for each in page.referrals), sample.percent, sample.seed)
    assert [review.referral.id for review in sample.reviews] == again
    assert page.samples == [sample]
    with pytest.raises(SampleExists):
        await world.officer.draw_sample(software.partner_id, share, key=str(uuid4()))


async def test_a_quarter_that_runs_or_has_nothing_is_not_drawn(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    for quarter, refusal, said in (
        ("2020-Q2", QuarterStillRuns, "2e kwartaal 2020"),
        ("2020-Q1", NoReferralsToDraw, "1e kwartaal 2020"),
    ):
        body = DrawSample(quarter=quarter, percent=100)
        with pytest.raises(refusal, match=said):
            await world.officer.draw_sample(software.partner_id, body, key=str(uuid4()))


async def test_what_was_seen_and_learned_stands_with_the_referral(world: World) -> None:
    software, other = await a_partner_with_boundaries(world), await a_partner_with_boundaries(world)
    await sent(software, a_referral())
    body = DrawSample(quarter="2020-Q1", percent=100)
    sample = await world.officer.draw_sample(software.partner_id, body, key=str(uuid4()))
    seen = WriteReview(verdict="can_be_better", remark="late", learning_point="ask the school sooner")
    review_id = sample.reviews[0].id
    written = await world.officer.write_review(software.partner_id, review_id, seen)
    assert (written.verdict, written.learning_point) == ("can_be_better", "ask the school sooner")
    assert written.reviewed_by == OFFICER.name
    with pytest.raises(UnknownReview):
        await world.officer.write_review(other.partner_id, review_id, seen)
    named = seen.model_copy(update={"remark": "jan@voorbeeld.nl"})
    with pytest.raises(PersonalDataFound):
        await world.officer.write_review(software.partner_id, review_id, named)
    with pytest.raises(Refusal):
        await world.client.on_behalf_of(APPROVER).write_review(software.partner_id, review_id, seen)


async def test_cases_of_one_message_stand_in_one_order(world: World) -> None:
    """Opened in one moment and by one rule; a step in one of them writes its row anew, and it stays where it was."""
    software = await a_partner_with_boundaries(world)
    await sent(software, *(a_referral(f"A-{number}", providerAgb=NOT_CONTRACTED) for number in range(8)))
    cases = (await world.officer.referrals(software.partner_id, 2020)).cases
    assert [case.id for case in cases] == sorted(case.id for case in cases)
    await proposed(world, cases[3], "no_action")
    after = (await world.officer.referrals(software.partner_id, 2020)).cases
    assert [case.id for case in after] == [case.id for case in cases]
