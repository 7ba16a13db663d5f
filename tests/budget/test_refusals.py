"""A no: two people of two kinds, a ground of the scheme, heard first when it must be, and a letter."""

import asyncio
from datetime import date, timedelta
from uuid import UUID

import pytest

from services.budget.contract.client import BudgetClient
from services.budget.contract.initiatives import ConfirmIdea, InitiativeState, InitiativeView, OpenLink
from services.budget.contract.letters import LetterKind
from services.budget.contract.procedure import (
    AgreeRefusal,
    AnswerRefusal,
    ProcedureView,
    ProposeRefusal,
    WithdrawIdea,
    WithdrawRefusal,
)
from services.budget.contract.procedure_refusals import (
    HearFirst,
    NoOfAnother,
    NothingToAnswer,
    ProposerChangedMind,
    RefusalProposed,
    UnknownGround,
    UnknownRefusal,
)
from services.budget.contract.refusals import HasStake, InitiativeMove, NotOfThisCircle, UnknownInitiative
from services.kit.caller import Caller, NotYours
from services.kit.errors import Refusal, StaleVersion
from tests.budget.pdfs import read_pdf
from tests.budget.rounds import a_published_round
from tests.budget.world import (
    AREA,
    OFFICER,
    World,
    a_key,
    a_published_split,
    a_received_idea,
    a_resident,
    a_worker,
    applicant_of,
    yes,
)
from tests.support.apps import a_person

GROUND = "not-for-the-young"


async def an_idea_of(world: World, **changed: object) -> tuple[InitiativeView, BudgetClient]:
    """An open initiative, and budget as asked by its applicant."""
    await a_published_split(world)
    received, code, secret = await a_received_idea(world, **changed)
    await world.api.confirm_idea(received.id, ConfirmIdea(code=code))
    session = await world.api.open_link(OpenLink(link_secret=secret))
    return await world.api.initiative(received.id), await applicant_of(world, session.session_secret)


async def propose(world: World, who: Caller, seen: InitiativeView, **changed: object) -> ProcedureView:
    typed = {"version": seen.version, "ground": GROUND, "own_words": "Het is voor opa's.", "no_stake": True}
    body = ProposeRefusal.model_validate(typed | changed)
    return await world.as_(who).propose_refusal(seen.id, body, key=a_key())


async def agree(world: World, who: Caller, seen: ProcedureView) -> ProcedureView:
    body = AgreeRefusal(version=seen.version, no_stake=True)
    return await world.as_(who).agree_refusal(seen.initiative_id, body, key=a_key())


async def test_a_no_takes_a_worker_and_a_resident_and_gives_a_letter_with_the_ground(world: World) -> None:
    idea, me = await an_idea_of(world)
    proposed = await propose(world, a_worker(), idea)
    assert (proposed.state, proposed.may_withdraw_no) == (InitiativeState.OPEN, True)
    with pytest.raises(UnknownRefusal):
        await world.api.refusal(idea.id)
    decided = await agree(world, a_resident(), proposed)
    assert decided.state is InitiativeState.REFUSED
    to, subject, text = (await world.mails())[-1]
    assert (to, subject.strip()[:21]) == ("sanne@voorbeeld.nl", "Besluit over je idee:")
    (letter,) = await me.letters(idea.id)
    assert letter.kind is LetterKind.REFUSAL
    pdf = read_pdf(await me.letter_pdf(letter.id))
    assert pdf.pages == 1
    for told in (
        "Nee, je idee krijgt geen geld.",
        "Je idee is niet voor kinderen en jongeren.",
        "Het is voor opa's.",
        "namens het college van burgemeester en wethouders van Groningen",
        "uiterlijk op 13 december 2019",
    ):
        assert told in text
        assert told in " ".join(pdf.text.split())


async def test_the_public_sees_the_ground_and_not_what_people_wrote(world: World) -> None:
    idea, me = await an_idea_of(world)
    await agree(world, a_resident(), await propose(world, a_worker(), idea))
    seen = await world.api.refusal(idea.id)
    assert (seen.ground, str(seen.refused_on)) == (GROUND, "2019-11-01")
    assert (seen.own_words, seen.answer) == (None, None)
    assert (await world.api.initiative(idea.id)).state is InitiativeState.REFUSED
    mine = (await me.procedure(idea.id)).refusal
    assert mine
    assert mine.own_words == "Het is voor opa's."


async def test_one_person_or_one_kind_is_not_enough(world: World) -> None:
    idea, _ = await an_idea_of(world)
    worker = a_worker()
    proposed = await propose(world, worker, idea)
    both = a_person(("area_worker", AREA), ("area_resident", AREA), person_id=worker.id)
    for who in (worker, a_worker(), both):
        with pytest.raises(NoOfAnother):
            await agree(world, who, proposed)
    with pytest.raises(RefusalProposed):
        await propose(world, a_resident(), idea, version=proposed.version)


async def test_an_officer_says_no_with_somebody_of_the_circle_and_never_with_another_officer(world: World) -> None:
    idea, _ = await an_idea_of(world)
    proposed = await propose(world, OFFICER, idea)
    with pytest.raises(NoOfAnother):
        await agree(world, a_person(("policy_officer", None)), proposed)
    assert (await agree(world, a_resident(), proposed)).state is InitiativeState.REFUSED
    text = (await world.mails())[-1][2]
    assert "een medewerker van de gemeente" in text


async def test_the_database_refuses_a_no_of_one_person_whoever_writes_it(world: World) -> None:
    idea, _ = await an_idea_of(world)
    await propose(world, a_worker(), idea)
    with pytest.raises(Exception, match="ck_refusals_four_eyes"):
        await world.rows(
            "UPDATE refusals SET agreed_by = proposed_by, agreed_seat = 'resident', agreed_on = proposed_on"
        )


async def test_outsiders_and_who_has_a_stake_say_no_to_nothing(world: World) -> None:
    idea, _ = await an_idea_of(world)
    for outsider in (a_worker("beijum"), a_person(("approver", None)), a_person(("partner_member", AREA))):
        with pytest.raises(NotOfThisCircle):
            await propose(world, outsider, idea)
    own = a_worker()
    world.profiles.emails[UUID(own.id)] = "sanne@voorbeeld.nl"
    with pytest.raises(HasStake):
        await propose(world, own, idea)
    with pytest.raises(UnknownGround):
        await propose(world, a_worker(), idea, ground="because")
    with pytest.raises(StaleVersion):
        await propose(world, a_worker(), idea, version=idea.version + 1)


async def test_facts_of_others_are_heard_first(world: World) -> None:
    idea, me = await an_idea_of(world)
    proposed = await propose(world, a_worker(), idea, on_other_facts=True)
    assert proposed.refusal
    assert proposed.refusal.hear_until == date(2019, 11, 15)
    assert "tot en met 15 november 2019" in (await world.mails())[-1][2]
    with pytest.raises(HearFirst) as early:
        await agree(world, a_resident(), proposed)
    assert "15 november 2019" in str(early.value)
    answered = await me.answer_refusal(idea.id, AnswerRefusal(answer="Ook kinderen doen mee."), key=a_key())
    with pytest.raises(NothingToAnswer):
        await me.answer_refusal(idea.id, AnswerRefusal(answer="Nog eens."), key=a_key())
    assert (await agree(world, a_resident(), answered)).state is InitiativeState.REFUSED
    assert "Wij hebben je reactie gelezen" in (await world.mails())[-1][2]


async def test_who_does_not_answer_in_time_can_get_a_no(world: World) -> None:
    idea, me = await an_idea_of(world)
    proposed = await propose(world, a_worker(), idea, on_other_facts=True)
    world.clock.set(world.clock.now() + timedelta(days=15))
    with pytest.raises(NothingToAnswer):
        await me.answer_refusal(idea.id, AnswerRefusal(answer="Te laat."), key=a_key())
    assert (await agree(world, a_resident(), proposed)).state is InitiativeState.REFUSED


async def test_a_no_can_be_taken_back_by_who_proposed_it(world: World) -> None:
    idea, _ = await an_idea_of(world)
    worker = a_worker()
    proposed = await propose(world, worker, idea)
    body = WithdrawRefusal(version=proposed.version)
    with pytest.raises(NoOfAnother):
        await world.as_(a_resident()).withdraw_refusal(idea.id, body, key=a_key())
    back = await world.as_(worker).withdraw_refusal(idea.id, body, key=a_key())
    assert back.refusal is None
    again = await propose(world, a_resident(), idea, version=back.version)
    assert (await agree(world, worker, again)).state is InitiativeState.REFUSED


async def test_who_says_yes_after_a_no_has_changed_their_mind(world: World) -> None:
    idea, _ = await an_idea_of(world)
    worker = a_worker()
    await propose(world, worker, idea)
    now = await yes(world, worker, await world.api.initiative(idea.id))
    seen = await world.as_(a_resident()).procedure(now.id)
    with pytest.raises(ProposerChangedMind):
        await agree(world, a_resident(), seen)


async def test_yes_and_no_at_the_same_moment_is_one_of_both(world: World) -> None:
    idea, _ = await an_idea_of(world)
    first = await yes(world, a_worker(), idea)
    proposed = await propose(world, a_worker(), first)
    now = await world.api.initiative(idea.id)
    asked = await asyncio.gather(
        yes(world, a_resident(), now), agree(world, a_resident(), proposed), return_exceptions=True
    )
    refused = [each for each in asked if isinstance(each, Refusal)]
    assert len(refused) == 1
    assert isinstance(refused[0], InitiativeMove | StaleVersion)
    after = await world.api.initiative(idea.id)
    assert after.state in (InitiativeState.AWARDED, InitiativeState.REFUSED)
    letters = await world.rows("SELECT kind FROM letters")
    assert [row["kind"] for row in letters] == ["award" if after.state is InitiativeState.AWARDED else "refusal"]


async def test_two_who_agree_at_once_decide_once(world: World) -> None:
    idea, _ = await an_idea_of(world)
    proposed = await propose(world, a_worker(), idea)
    asked = await asyncio.gather(*(agree(world, a_resident(), proposed) for _ in range(4)), return_exceptions=True)
    assert sum(isinstance(each, ProcedureView) for each in asked) == 1
    assert len(await world.rows("SELECT id FROM letters")) == 1


async def test_who_asked_withdraws_before_a_decision_and_not_after(world: World) -> None:
    idea, me = await an_idea_of(world)
    with pytest.raises(NotYours):
        await world.as_(a_worker()).withdraw_idea(idea.id, WithdrawIdea(version=idea.version), key=a_key())
    gone = await me.withdraw_idea(idea.id, WithdrawIdea(version=idea.version), key=a_key())
    assert gone.state is InitiativeState.WITHDRAWN
    with pytest.raises(UnknownInitiative):
        await world.api.initiative(idea.id)
    assert (await me.own_initiative(idea.id)).initiative.state is InitiativeState.WITHDRAWN
    with pytest.raises(InitiativeMove):
        await me.withdraw_idea(idea.id, WithdrawIdea(version=gone.version), key=a_key())


async def test_an_idea_on_the_ballot_gets_no_no_in_another_way(world: World) -> None:
    found = await a_published_round(world, 600, 300)
    idea = await world.api.initiative(found.projects[0].initiative_id)
    with pytest.raises(Refusal, match="gestemd"):
        await propose(world, a_worker(), idea)


async def test_a_no_with_everything_at_its_longest_is_one_page(world: World) -> None:
    long = ("woord " * 40)[:200].strip()
    idea, me = await an_idea_of(world, when=long, where=long, what=long, name="n" * 100)
    words = ("woord " * 250)[:1500].strip()
    proposed = await propose(world, a_worker(), idea, own_words=words, on_other_facts=True)
    answered = await me.answer_refusal(idea.id, AnswerRefusal(answer="Nee."), key=a_key())
    assert answered.version > proposed.version
    await agree(world, a_resident(), answered)
    (letter,) = await me.letters(idea.id)
    assert read_pdf(await me.letter_pdf(letter.id)).pages == 1
