"""Questions of the circle and answers of who told the idea: one thread that everybody reads."""

import pytest

from services.budget.contract.client import BudgetClient
from services.budget.contract.deliberation_refusals import NothingAsked
from services.budget.contract.deliberations import AnswerQuestion, AskQuestion, Deliberation
from services.budget.contract.initiatives import ConfirmIdea, DeclareStake, InitiativeView, OpenLink
from services.budget.contract.refusals import HasStake, InitiativeMove, NotOfThisCircle
from services.kit.caller import Caller, NotYours
from tests.budget.world import (
    OFFICER,
    World,
    a_key,
    a_published_split,
    a_received_idea,
    a_resident,
    a_worker,
    applicant_of,
    outcomes,
    yes,
)


async def an_idea_and_who_told_it(world: World) -> tuple[InitiativeView, BudgetClient]:
    await a_published_split(world)
    received, code, secret = await a_received_idea(world)
    await world.api.confirm_idea(received.id, ConfirmIdea(code=code))
    session = await world.api.open_link(OpenLink(link_secret=secret))
    return await world.api.initiative(received.id), await applicant_of(world, session.session_secret)


async def asked(world: World, who: Caller, idea: InitiativeView, key: str = "") -> Deliberation:
    body = AskQuestion(text="Is het gratis?")
    return await world.as_(who).ask_question(idea.id, body, key=key or a_key())


async def test_a_question_is_mailed_answered_and_read_by_everybody(world: World) -> None:
    idea, me = await an_idea_and_who_told_it(world)
    with pytest.raises(NothingAsked):
        await me.answer_question(idea.id, AnswerQuestion(text="Ja."), key=a_key())
    await asked(world, a_worker(), idea)
    to, _, text = (await world.mails())[-1]
    assert to == "sanne@voorbeeld.nl"
    assert "Is het gratis?" in text
    assert f"/mijn-idee/{idea.id}" in text
    await me.answer_question(idea.id, AnswerQuestion(text="Ja, voor iedereen."), key=a_key())
    thread = [(each.kind, each.seat, each.text) for each in (await world.api.deliberation(idea.id)).messages]
    assert thread == [("question", "worker", "Is het gratis?"), ("answer", None, "Ja, voor iedereen.")]
    assert (await world.api.initiative(idea.id)).version == idea.version


async def test_only_the_circle_asks_and_only_who_told_it_answers(world: World) -> None:
    idea, me = await an_idea_and_who_told_it(world)
    for outsider in (OFFICER, a_worker("beijum")):
        with pytest.raises(NotOfThisCircle):
            await asked(world, outsider, idea)
    with pytest.raises(NotYours):
        await world.as_(a_worker()).answer_question(idea.id, AnswerQuestion(text="Ja."), key=a_key())
    concerned = a_resident()
    seen = await world.as_(concerned).declare_stake(idea.id, DeclareStake(version=idea.version), key=a_key())
    with pytest.raises(HasStake):
        await asked(world, concerned, idea)
    await yes(world, a_resident(), await yes(world, a_worker(), seen))
    with pytest.raises(InitiativeMove):
        await asked(world, a_worker(), idea)
    with pytest.raises(InitiativeMove):
        await me.answer_question(idea.id, AnswerQuestion(text="Ja."), key=a_key())


async def test_a_question_that_was_open_at_the_yes_is_answered_once_after_it(world: World) -> None:
    idea, me = await an_idea_and_who_told_it(world)
    await asked(world, a_worker(), idea)
    await yes(world, a_resident(), await yes(world, a_worker(), idea))
    assert (await world.api.deliberation(idea.id)).may_answer
    after = await me.answer_question(idea.id, AnswerQuestion(text="Ja, voor iedereen."), key=a_key())
    assert [each.text for each in after.messages] == ["Is het gratis?", "Ja, voor iedereen."]
    assert not after.may_answer
    with pytest.raises(InitiativeMove):
        await me.answer_question(idea.id, AnswerQuestion(text="En nog wat."), key=a_key())


async def test_the_same_click_twice_asks_once(world: World) -> None:
    idea, _ = await an_idea_and_who_told_it(world)
    who, key = a_worker(), a_key()
    await outcomes([lambda: asked(world, who, idea, key) for _ in range(3)])
    assert len((await world.api.deliberation(idea.id)).messages) == 1
    assert sum("Is het gratis?" in text for _, _, text in await world.mails()) == 1
