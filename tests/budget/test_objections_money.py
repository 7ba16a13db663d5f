"""A decision on an objection moves money: a no becomes a yes, a yes more or less, once, and the ledger says so."""

import asyncio
from typing import Any

import pytest

from services.budget.contract.accounts import PaymentStage
from services.budget.contract.award_changes import ChangeGround, ChangeKind, ProposeChange
from services.budget.contract.client import BudgetClient
from services.budget.contract.initiatives import InitiativeState, InitiativeView
from services.budget.contract.ledger import RecordPayment
from services.budget.contract.letters import LetterKind
from services.budget.contract.objection_refusals import (
    MoreThanAsked,
    NoDecisionYet,
    NotEnoughForObjection,
    NothingChanges,
    NotWorseForWhoObjects,
    OnlyWhenUpheld,
    TookPart,
)
from services.budget.contract.objections import DecideObjection, EnterObjection, FileObjection, ObjectionView
from services.budget.contract.payment_refusals import ChangeOpen, NotAGround, NotHeard
from services.budget.domain.award_changes import kind_of_change
from services.kit.caller import Caller
from services.kit.errors import StaleVersion
from tests.budget.paying import Awarded, an_own_award
from tests.budget.pdfs import read_pdf
from tests.budget.test_award_changes import HEARD, a_change, propose
from tests.budget.test_award_changes import decide as decide_change
from tests.budget.test_objections import WHY, a_refused_idea
from tests.budget.world import APPROVER, OFFICER, YEAR, World, a_key, a_published_split, outcomes
from tests.support.apps import a_person

LESS = {"ground": ChangeGround.NEW_FACTS, "heard_on": HEARD}


def a_decision(seen: ObjectionView, to_cents: int | None, outcome: str = "upheld", **new: Any) -> DecideObjection:
    changed = None if to_cents is None else {"to_cents": to_cents, **new}
    told = {"outcome": outcome, "reasons": "Er komen dertig kinderen.", "no_part": True, "new": changed}
    return DecideObjection.model_validate({"version": seen.version, **told})


async def decide(
    world: World, seen: ObjectionView, to_cents: int | None, who: Caller = APPROVER, **new: Any
) -> ObjectionView:
    return await world.as_(who).decide_objection(seen.id, a_decision(seen, to_cents, **new), key=a_key())


async def a_refusal_objected(world: World) -> tuple[InitiativeView, BudgetClient, ObjectionView]:
    idea, me = await a_refused_idea(world)
    return idea, me, await me.file_objection(idea.id, FileObjection(why=WHY), key=a_key())


async def somebody_objects(world: World, award: Awarded) -> ObjectionView:
    typed = {"why": WHY, "received_on": world.clock.today(), "how": "post", "of_applicant": False}
    return await world.as_(OFFICER).enter_objection(award.id, EnterObjection.model_validate(typed), key=a_key())


async def lowered(world: World, to_cents: int = 50_000) -> Awarded:
    """An award of EUR 800 that two people lowered."""
    await a_published_split(world)
    award = await an_own_award(world)
    await decide_change(world, await propose(world, award, a_change(to_cents)))
    return award


def test_a_new_amount_is_more_or_less_or_none() -> None:
    assert kind_of_change(50_000, 80_000) is ChangeKind.RAISE
    assert kind_of_change(50_000, 1) is ChangeKind.LOWER
    assert kind_of_change(50_000, 0) is ChangeKind.WITHDRAW
    with pytest.raises(NothingChanges):
        kind_of_change(50_000, 50_000)


async def test_a_no_becomes_a_yes_with_an_amount_a_letter_and_a_posting(world: World) -> None:
    idea, me, filed = await a_refusal_objected(world)
    done = await decide(world, filed, 60_000)
    assert (done.outcome, done.new_cents, done.may_decide) == ("upheld", 60_000, False)
    now = await world.api.initiative(idea.id)
    assert (now.state, now.awarded_cents, now.awarded_on) == (InitiativeState.AWARDED, 60_000, world.clock.today())
    (posting,) = [each for each in await world.api.postings(YEAR, initiative_id=idea.id) if each.kind == "award"]
    assert "besluit op bezwaar van 1 november 2019" in posting.decision
    letter = next(each for each in await me.letters(idea.id) if each.kind is LetterKind.OBJECTION_DECIDED)
    pdf = read_pdf(await me.letter_pdf(letter.id))
    mail = (await world.mails())[-1][2].replace("\N{NO-BREAK SPACE}", " ")
    for told in ("Er komt € 600 voor het idee.", "artikel 7:11", "Er komen dertig kinderen.", "rechtbank"):
        assert told in mail
        assert told in " ".join(pdf.text.replace("\N{NO-BREAK SPACE}", " ").split())
    assert pdf.pages == 1
    # Paid as any other award.
    assert (await me.own_payment(idea.id)).stage is PaymentStage.ACCOUNT_ASKED
    assert (await world.api.trial_balance(YEAR)).is_kept


async def test_deciding_at_the_same_moment_or_again_awards_once(world: World) -> None:
    idea, _, filed = await a_refusal_objected(world)
    body, key = a_decision(filed, 60_000), a_key()
    api = world.as_(APPROVER)
    same = await asyncio.gather(*(api.decide_objection(filed.id, body, key=key) for _ in range(3)))
    assert {each.version for each in same} == {2}
    answers = await outcomes([lambda: world.as_(OFFICER).decide_objection(filed.id, body, key=a_key())] * 3)
    assert all(isinstance(answer, StaleVersion) for answer in answers)
    assert len(await world.rows("SELECT 1 FROM postings WHERE kind = 'award'")) == 1
    assert (await world.api.initiative(idea.id)).awarded_cents == 60_000


async def test_never_more_than_is_free_or_was_asked_and_nothing_half_done(world: World) -> None:
    idea, _, filed = await a_refusal_objected(world)
    await world.rows("UPDATE balances SET balance_cents = 59_999 WHERE account = 'free'")
    with pytest.raises(NotEnoughForObjection) as short:
        await decide(world, filed, 60_000)
    assert short.value.sentence
    assert "599,99" in short.value.sentence
    assert "wachtlijst" in short.value.sentence
    for cents, refusal in ((80_001, MoreThanAsked), (0, NothingChanges)):
        with pytest.raises(refusal):
            await decide(world, filed, cents)
    with pytest.raises(OnlyWhenUpheld):
        await decide(world, filed, 1, outcome="unfounded")
    assert (await world.api.initiative(idea.id)).state is InitiativeState.REFUSED
    (still,) = await world.as_(OFFICER).objections(YEAR)
    assert (still.state, still.new_cents) == ("received", None)


async def test_who_applied_objects_to_a_lower_amount_and_gets_more(world: World) -> None:
    award = await lowered(world)
    filed = await award.own.file_objection(award.id, FileObjection(why=WHY), key=a_key())
    assert filed.against is LetterKind.AWARD_CHANGED
    with pytest.raises(NotWorseForWhoObjects):
        await decide(world, filed, 40_000, a_person(("approver", None)), **LESS)
    # The approver decided on the change, the officer proposed it.
    for took_part in (APPROVER, OFFICER):
        with pytest.raises(TookPart):
            await decide(world, filed, 70_000, took_part)
    await decide(world, filed, 70_000, a_person(("approver", None)))
    now = await world.api.award_changes(award.id)
    assert [(each.kind, each.to_cents, each.on_objection) for each in now.changes] == [
        (ChangeKind.LOWER, 50_000, False),
        (ChangeKind.RAISE, 70_000, True),
    ]
    assert now.now_cents == 70_000
    assert (await world.api.initiative(award.id)).awarded_cents == 70_000
    (posting,) = [each for each in await world.api.postings(YEAR, initiative_id=award.id) if each.kind == "objection"]
    assert posting.decision.startswith("Besluit op bezwaar: ")
    assert sorted(entry.amount_cents for entry in posting.entries) == [-20_000, 20_000]
    with pytest.raises(Exception, match="took part in the decision"):
        await world.rows(f"UPDATE objections SET decided_by = '{APPROVER.name}'")


async def test_what_is_claimed_back_is_met_before_the_line_pays(world: World) -> None:
    await a_published_split(world)
    award = await an_own_award(world)
    paid = RecordPayment(initiative_id=award.id, amount_cents=80_000, document="Met de hand")
    await world.as_(OFFICER).record_payment(paid, key=a_key())
    await decide_change(world, await propose(world, award, a_change(50_000)))
    filed = await award.own.file_objection(award.id, FileObjection(why=WHY), key=a_key())
    await decide(world, filed, 70_000, a_person(("approver", None)))
    assert [each for each in await world.api.postings(YEAR, initiative_id=award.id) if each.kind == "objection"] == []
    assert (await award.own.own_payment(award.id)).reclaim_cents == 10_000


async def test_somebody_else_is_right_and_the_award_becomes_less_on_a_ground_of_the_law(world: World) -> None:
    await a_published_split(world)
    award = await an_own_award(world)
    filed = await somebody_objects(world, award)
    other = a_person(("approver", None))
    for new, refusal in (({}, NotAGround), ({"ground": ChangeGround.NEW_FACTS}, NotHeard)):
        with pytest.raises(refusal):
            await decide(world, filed, 0, other, **new)
    before = len(await world.mails())
    await decide(world, filed, 0, other, **LESS)
    assert (await world.api.initiative(award.id)).awarded_cents == 0
    told = await award.own.letters(award.id)
    assert [each.kind for each in told] == [LetterKind.OBJECTION_DECIDED, LetterKind.AWARD]
    # Who disagrees with this goes to court.
    with pytest.raises(NoDecisionYet):
        await award.own.file_objection(award.id, FileObjection(why=WHY), key=a_key())
    assert "Er is geen geld meer voor je idee" in told[0].opening
    assert any("rechtbank" in each.text for each in told[0].sections)
    assert read_pdf(await award.own.letter_pdf(told[0].id)).pages == 1
    assert len(await world.mails()) == before + 1
    kinds = {each.kind for each in await world.as_(OFFICER).letters(award.id)}
    assert LetterKind.OBJECTION_DECIDED in kinds


async def test_a_change_that_waits_is_decided_first(world: World) -> None:
    await a_published_split(world)
    award = await an_own_award(world)
    filed = await somebody_objects(world, award)
    await propose(world, award, ProposeChange.model_validate(a_change(50_000).model_dump()))
    with pytest.raises(ChangeOpen):
        await decide(world, filed, 10_000, a_person(("approver", None)), **LESS)


async def test_upheld_with_the_same_amount_leaves_the_ledger_alone(world: World) -> None:
    award = await lowered(world)
    filed = await award.own.file_objection(award.id, FileObjection(why=WHY), key=a_key())
    count = len(await world.rows("SELECT 1 FROM postings"))
    done = await decide(world, filed, None, a_person(("approver", None)))
    assert (done.outcome, done.new_cents) == ("upheld", None)
    assert len(await world.rows("SELECT 1 FROM postings")) == count
