"""The sample check: only when the scheme says so, once a year, drawn so that anybody can draw again."""

import asyncio
import hashlib
from uuid import UUID, uuid4

import pytest

from services.budget.contract.sample import CheckOutcome, DrawSample, SampleView, SettleCheck
from services.budget.contract.sample_refusals import NoSampleCheck, NothingToDraw, NotInSample, SampleDrawn
from services.budget.domain.sample_draw import drawn
from services.kit.caller import NotYours
from tests.budget.schemes import a_published_scheme
from tests.budget.test_results import an_awarded_applicant
from tests.budget.world import OFFICER, YEAR, World, a_published_split, a_worker

TWO = DrawSample(count=2)


def test_the_draw_is_that_of_the_hashes_whatever_the_order_of_the_list() -> None:
    ids = [UUID(int=number) for number in range(20)]
    by_hand = sorted(ids, key=lambda id: int(hashlib.sha256(b"lot:" + str(id).encode()).hexdigest(), 16))[:3]
    assert drawn("lot", reversed(ids), 3) == by_hand
    assert drawn("lot", ids, 99) == drawn("lot", ids, 20)
    assert drawn("other", ids, 3) != by_hand


async def test_without_a_scheme_that_says_so_nothing_is_checked(world: World) -> None:
    await a_published_split(world)
    await an_awarded_applicant(world)
    with pytest.raises(NoSampleCheck):
        await world.as_(OFFICER).draw_sample(YEAR, TWO)
    assert not (await world.api.sample(YEAR)).is_allowed


async def test_it_is_drawn_once_asked_by_mail_and_settled(world: World) -> None:
    await a_published_split(world)
    await a_published_scheme(world, sample_check=True)
    officer = world.as_(OFFICER)
    with pytest.raises(NothingToDraw):
        await officer.draw_sample(YEAR, TWO)
    ideas = [(await an_awarded_applicant(world, f"{name}@voorbeeld.nl"))[1] for name in ("een", "twee", "drie")]
    with pytest.raises(NotYours):
        await world.as_(a_worker()).draw_sample(YEAR, TWO)
    answers = await asyncio.gather(*(officer.draw_sample(YEAR, TWO) for _ in range(3)), return_exceptions=True)
    assert sum(isinstance(answer, SampleView) for answer in answers) == 1
    assert sum(isinstance(answer, SampleDrawn) for answer in answers) == 2
    seen = await world.api.sample(YEAR)
    assert set(seen.candidates) == set(ideas)
    assert {check.initiative_id for check in seen.checks} == set(drawn(seen.seed or "", ideas, 2))
    asked = [subject for _, subject, _ in await world.mails() if "bonnetjes" in subject]
    assert len(asked) == 2
    body = SettleCheck(outcome=CheckOutcome.IN_ORDER, note="Alles was er.")
    after = await officer.settle_check(YEAR, seen.checks[0].initiative_id, body)
    assert [check.outcome for check in after.checks] == [CheckOutcome.IN_ORDER, None]
    with pytest.raises(NotInSample):
        await officer.settle_check(YEAR, uuid4(), body)
