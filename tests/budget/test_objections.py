"""Objections: filed from the own page or by post, on terms of the law, decided by who took no part, and a letter."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from services.budget.contract.client import BudgetClient
from services.budget.contract.initiatives import InitiativeState, InitiativeView
from services.budget.contract.letters import LetterKind
from services.budget.contract.objection_refusals import (
    ExtendedAlready,
    NoDecisionYet,
    ObjectedAlready,
    ObjectionMove,
    ReceivedLater,
    TookPart,
)
from services.budget.contract.objections import (
    DecideObjection,
    EnterObjection,
    ExtendObjection,
    FileObjection,
    ObjectionState,
    ObjectionView,
    WithdrawObjection,
)
from services.kit.caller import Caller, NotYours
from services.kit.errors import StaleVersion
from tests.budget.pdfs import read_pdf
from tests.budget.test_refusals import agree, an_idea_of, propose
from tests.budget.world import APPROVER, AREA, OFFICER, YEAR, World, a_key, a_resident, a_worker, yes
from tests.support.apps import a_person

WHY = "Er komen juist veel kinderen, dat staat in mijn idee."


async def a_refused_idea(world: World, worker: Caller | None = None) -> tuple[InitiativeView, BudgetClient]:
    idea, me = await an_idea_of(world)
    await agree(world, a_resident(), await propose(world, worker or a_worker(), idea))
    return await world.api.initiative(idea.id), me


async def decide(world: World, who: Caller, seen: ObjectionView, outcome: str = "upheld") -> ObjectionView:
    body = {"version": seen.version, "outcome": outcome, "reasons": "Er komen dertig kinderen.", "no_part": True}
    return await world.as_(who).decide_objection(seen.id, DecideObjection.model_validate(body), key=a_key())


async def test_a_button_files_it_and_the_receipt_says_when_it_is_decided(world: World) -> None:
    idea, me = await a_refused_idea(world)
    filed = await me.file_objection(idea.id, FileObjection(why=WHY), key=a_key())
    # Announced on 1 November 2019: six weeks end on Friday 13 December, and six more on Friday 24 January.
    assert (filed.term_until, filed.is_late, filed.decide_by) == (date(2019, 12, 13), False, date(2020, 1, 24))
    assert filed.state is ObjectionState.RECEIVED
    to, subject, text = (await world.mails())[-1]
    assert (to, subject.strip()[:12]) == ("sanne@voorbeeld.nl", "Je bezwaar: ")
    receipt = next(each for each in await me.letters(idea.id) if each.kind is LetterKind.OBJECTION_RECEIVED)
    pdf = read_pdf(await me.letter_pdf(receipt.id))
    for told in ("Je bezwaar is binnen. Je krijgt uiterlijk op 24 januari 2020 een besluit.", "Dat is op tijd.", WHY):
        assert told in text
        assert told in " ".join(pdf.text.split())
    assert pdf.pages == 1


async def test_too_late_is_taken_and_said(world: World) -> None:
    idea, me = await a_refused_idea(world)
    world.clock.set(datetime(2020, 1, 6, 12, tzinfo=UTC))
    filed = await me.file_objection(idea.id, FileObjection(why=WHY), key=a_key())
    assert (filed.is_late, filed.decide_by) == (True, date(2020, 2, 17))
    assert "je bent te laat" in (await world.mails())[-1][2]


async def test_upheld_opens_the_idea_again_and_the_circle_decides_anew(world: World) -> None:
    idea, me = await a_refused_idea(world)
    filed = await me.file_objection(idea.id, FileObjection(why=WHY), key=a_key())
    world.clock.set(datetime(2019, 12, 2, 12, tzinfo=UTC))
    done = await decide(world, APPROVER, filed)
    assert (done.state, done.outcome, done.may_decide) == (ObjectionState.DECIDED, "upheld", False)
    again = await world.api.initiative(idea.id)
    assert (again.state, again.answer_by) == (InitiativeState.OPEN, date(2019, 12, 30))
    text = (await world.mails())[-1][2]
    assert "Je krijgt gelijk. Je bezwaar is gegrond." in text
    assert "uiterlijk op 30 december 2019" in text
    assert "rechtbank" in text
    awarded = await yes(world, a_resident(), await yes(world, a_worker(), again))
    assert awarded.state is InitiativeState.AWARDED
    with pytest.raises(ObjectionMove):
        await decide(world, APPROVER, done)


@pytest.mark.parametrize(("outcome", "words"), [("unfounded", "ongegrond"), ("inadmissible", "niet-ontvankelijk")])
async def test_not_upheld_leaves_the_no(world: World, outcome: str, words: str) -> None:
    idea, me = await a_refused_idea(world)
    filed = await me.file_objection(idea.id, FileObjection(why=WHY), key=a_key())
    await decide(world, OFFICER, filed, outcome)
    assert (await world.api.initiative(idea.id)).state is InitiativeState.REFUSED
    decided = next(each for each in await me.letters(idea.id) if each.kind is LetterKind.OBJECTION_DECIDED)
    assert words in decided.opening
    assert read_pdf(await me.letter_pdf(decided.id)).pages == 1


async def test_who_took_part_in_the_decision_does_not_decide_on_the_objection(world: World) -> None:
    took_part = a_person(("area_worker", AREA), ("policy_officer", None))
    idea, me = await a_refused_idea(world, took_part)
    filed = await me.file_objection(idea.id, FileObjection(why=WHY), key=a_key())
    with pytest.raises(TookPart):
        await decide(world, took_part, filed)
    mine = await world.as_(took_part).objections(YEAR)
    others = await world.as_(OFFICER).objections(YEAR)
    assert ([each.may_decide for each in mine], [each.may_decide for each in others]) == ([False], [True])
    with pytest.raises(Exception, match="took part in the decision"):
        await world.rows(
            "UPDATE objections SET outcome = 'unfounded', reasons = 'x', decided_on = received_on,"
            f" decided_by = 'person:{took_part.id}'"
        )
    for nobody in (a_resident(), a_worker()):
        with pytest.raises(NotYours):
            await decide(world, nobody, filed)
    assert (await decide(world, OFFICER, filed)).outcome == "upheld"


async def test_an_objection_twice_at_once_is_one_with_one_receipt(world: World) -> None:
    idea, me = await a_refused_idea(world)
    key, body = a_key(), FileObjection(why=WHY)
    same = await asyncio.gather(*(me.file_objection(idea.id, body, key=key) for _ in range(3)))
    assert len({each.id for each in same}) == 1
    asked = await asyncio.gather(
        *(me.file_objection(idea.id, body, key=a_key()) for _ in range(3)), return_exceptions=True
    )
    assert all(isinstance(each, ObjectedAlready) for each in asked)
    assert len([each for each in await me.letters(idea.id) if each.kind is LetterKind.OBJECTION_RECEIVED]) == 1


async def test_one_that_came_by_post_is_entered_and_of_somebody_else_stays_apart(world: World) -> None:
    idea, me = await a_refused_idea(world)
    world.clock.set(world.clock.now() + timedelta(days=3))
    typed = {"why": WHY, "received_on": date(2019, 11, 3), "how": "post", "of_applicant": False}
    body = EnterObjection.model_validate(typed)
    mails = len(await world.mails())
    filed = await world.as_(a_worker()).enter_objection(idea.id, body, key=a_key())
    assert (filed.how, filed.received_on) == ("post", date(2019, 11, 3))
    assert len(await world.mails()) == mails
    assert await me.objections_of(idea.id) == []
    assert [each.kind for each in await me.letters(idea.id)] == [LetterKind.REFUSAL]
    printed = next(each for each in await world.as_(OFFICER).letters(idea.id) if each.kind != LetterKind.REFUSAL)
    assert printed.greeting == "Beste inwoner,"
    for day in (date(2019, 10, 31), date(2019, 11, 5)):
        late = EnterObjection.model_validate(typed | {"received_on": day})
        with pytest.raises(ReceivedLater):
            await world.as_(OFFICER).enter_objection(idea.id, late, key=a_key())
    with pytest.raises(NotYours):
        await world.as_(a_worker("beijum")).enter_objection(idea.id, body, key=a_key())


async def test_before_a_decision_there_is_nothing_to_object_to(world: World) -> None:
    idea, me = await an_idea_of(world)
    with pytest.raises(NoDecisionYet):
        await me.file_objection(idea.id, FileObjection(why=WHY), key=a_key())


async def test_the_term_is_extended_once_and_it_is_told(world: World) -> None:
    idea, me = await a_refused_idea(world)
    filed = await me.file_objection(idea.id, FileObjection(why=WHY), key=a_key())
    more = await world.as_(OFFICER).extend_objection(filed.id, ExtendObjection(version=filed.version))
    assert more.decide_by == date(2020, 3, 6)
    assert "uiterlijk op 6 maart 2020" in (await world.mails())[-1][2]
    with pytest.raises(ExtendedAlready):
        await world.as_(OFFICER).extend_objection(filed.id, ExtendObjection(version=more.version))
    with pytest.raises(StaleVersion):
        await decide(world, OFFICER, filed)


async def test_who_objected_withdraws_it_and_can_object_again(world: World) -> None:
    idea, me = await a_refused_idea(world)
    filed = await me.file_objection(idea.id, FileObjection(why=WHY), key=a_key())
    gone = await me.withdraw_objection(filed.id, WithdrawObjection(version=filed.version))
    assert gone.state is ObjectionState.WITHDRAWN
    with pytest.raises(ObjectionMove):
        await decide(world, OFFICER, gone)
    assert (await me.file_objection(idea.id, FileObjection(why=WHY), key=a_key())).state is ObjectionState.RECEIVED
