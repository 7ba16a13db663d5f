"""The term of an answer: it stands still while somebody completes, the team is warned, and late means a new date."""

from datetime import UTC, date, datetime, timedelta

import pytest

from services.budget.contract.procedure import AskCompletion, CompleteIdea
from services.budget.contract.procedure_refusals import CompletionAsked, NothingToAnswer
from services.kit.caller import NotYours
from tests.budget.test_refusals import agree, an_idea_of, propose
from tests.budget.world import World, a_key, a_resident, a_worker

WHAT = "Hoeveel kinderen komen er, en hoe oud zijn ze?"


async def test_the_clock_stands_still_while_somebody_completes(world: World) -> None:
    idea, me = await an_idea_of(world)
    assert idea.answer_by == date(2019, 11, 29)
    ask = AskCompletion(version=idea.version, what=WHAT)
    asked = await world.as_(a_worker()).ask_completion(idea.id, ask, key=a_key())
    assert (asked.stands_still, asked.completions[0].until) == (True, date(2019, 11, 15))
    assert asked.answer_by == date(2019, 12, 13)
    to, _, text = (await world.mails())[-1]
    assert to == "sanne@voorbeeld.nl"
    assert WHAT in text
    assert "uiterlijk op 15 november 2019" in text
    assert "uiterlijk op 13 december 2019" in text
    world.clock.set(world.clock.now() + timedelta(days=4))
    done = await me.complete_idea(idea.id, CompleteIdea(answer="Dertig, van 8 tot 12."), key=a_key())
    # Four days stood still: from 29 November to 3 December.
    assert (done.stands_still, done.answer_by) == (False, date(2019, 12, 3))
    assert (await world.api.initiative(idea.id)).answer_by == date(2019, 12, 3)
    assert done.completions[0].answer == "Dertig, van 8 tot 12."
    with pytest.raises(NothingToAnswer):
        await me.complete_idea(idea.id, CompleteIdea(answer="Nog iets."), key=a_key())


async def test_one_question_at_a_time_and_a_pause_that_ends_by_itself(world: World) -> None:
    idea, me = await an_idea_of(world)
    asked = await world.as_(a_worker()).ask_completion(
        idea.id, AskCompletion(version=idea.version, what=WHAT), key=a_key()
    )
    again = AskCompletion(version=asked.version, what=WHAT)
    with pytest.raises(CompletionAsked):
        await world.as_(a_resident()).ask_completion(idea.id, again, key=a_key())
    world.clock.set(world.clock.now() + timedelta(days=15))
    seen = await me.procedure(idea.id)
    assert (seen.stands_still, seen.answer_by) == (False, date(2019, 12, 13))
    with pytest.raises(NothingToAnswer):
        await me.complete_idea(idea.id, CompleteIdea(answer="Te laat."), key=a_key())
    more = await world.as_(a_resident()).ask_completion(idea.id, again, key=a_key())
    assert more.stands_still
    with pytest.raises(NotYours):
        await world.api.on_behalf_of(a_worker()).complete_idea(idea.id, CompleteIdea(answer="Ik"), key=a_key())


async def test_who_asked_hears_when_it_is_late_with_a_new_date_and_only_once(world: World) -> None:
    idea, me = await an_idea_of(world)
    before = len(await world.mails())
    world.clock.set(datetime(2019, 11, 29, 12, tzinfo=UTC))
    assert len(await world.mails()) == before
    world.clock.set(datetime(2019, 11, 30, 12, tzinfo=UTC))
    to, subject, text = (await world.mails())[-1]
    assert (to, subject.strip()[:24]) == ("sanne@voorbeeld.nl", "Ons antwoord is te laat:")
    assert "29 november 2019" in text
    # Fourteen days from a Saturday is a Saturday: the Monday after.
    assert "uiterlijk op 16 december 2019" in text
    seen = await me.procedure(idea.id)
    assert (seen.answer_by, seen.told_late_on) == (date(2019, 12, 16), date(2019, 11, 30))
    count = len(await world.mails())
    world.clock.set(datetime(2019, 12, 15, 12, tzinfo=UTC))
    assert len(await world.mails()) == count
    world.clock.set(datetime(2019, 12, 17, 12, tzinfo=UTC))
    assert len(await world.mails()) == count + 1
    shown = await world.api.initiative(idea.id)
    assert (shown.late_since, shown.answer_by > date(2019, 12, 16)) == (date(2019, 11, 29), True)


async def test_the_term_that_moved_is_the_one_that_is_watched(world: World) -> None:
    idea, _ = await an_idea_of(world)
    await world.as_(a_worker()).ask_completion(idea.id, AskCompletion(version=idea.version, what=WHAT), key=a_key())
    count = len(await world.mails())
    world.clock.set(datetime(2019, 12, 13, 12, tzinfo=UTC))
    assert len(await world.mails()) == count
    world.clock.set(datetime(2019, 12, 14, 12, tzinfo=UTC))
    assert len(await world.mails()) == count + 1


async def test_after_a_decision_nobody_is_told_that_it_is_late(world: World) -> None:
    idea, _ = await an_idea_of(world)
    await agree(world, a_resident(), await propose(world, a_worker(), idea))
    count = len(await world.mails())
    world.clock.set(datetime(2020, 2, 1, tzinfo=UTC))
    assert len(await world.mails()) == count


async def test_the_team_hears_of_a_term_that_is_about_to_end(world: World) -> None:
    world.app.state.office.settings.team_mail = "teams@voorbeeld.nl"
    await an_idea_of(world)
    world.clock.set(datetime(2019, 11, 22, 12, tzinfo=UTC))
    to, subject, text = (await world.mails())[-1]
    assert to == "teams@voorbeeld.nl"
    assert "29 november 2019" in subject
    assert "/beslissing" in text
    assert "Sanne" not in text
