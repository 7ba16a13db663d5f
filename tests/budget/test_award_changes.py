"""An award that changes: on the grounds of the law, by two people, within five years; and fixed after the result."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.budget.contract.accounts import PaymentStage
from services.budget.contract.award_changes import (
    AwardChange,
    ChangeGround,
    ChangeKind,
    ChangeState,
    DecideChange,
    ProposeChange,
)
from services.budget.contract.ledger import RecordPayment, RecordRepayment, ReleaseAward, ReleaseGround
from services.budget.contract.letters import LetterKind
from services.budget.contract.payment_refusals import (
    ChangeOpen,
    NotAChange,
    NotAGround,
    NotHeard,
    PaymentUnderWay,
    ProposerCannotDecideChange,
    TooLateToChange,
    TwoPeopleDecide,
)
from services.budget.contract.schemes import PublishScheme, SchemeRules, SetScheme
from services.budget.domain.award_changes import check_change, five_years_after, payable_cents
from services.kit.caller import NotYours
from services.kit.errors import StaleVersion
from tests.budget.bank_says import camt053
from tests.budget.paying import Awarded, an_own_award, awards, handed, prepare, stage_of, with_account
from tests.budget.pdfs import read_pdf
from tests.budget.world import APPROVER, OFFICER, YEAR, World, a_key, a_published_split, outcomes
from tests.support.apps import a_person

BOTH = a_person(("policy_officer", None), ("approver", None))
HEARD = date(2019, 11, 1)


def a_change(to_cents: Any, **changed: object) -> ProposeChange:
    typed = {
        "kind": ChangeKind.WITHDRAW if to_cents == 0 else ChangeKind.LOWER,
        "to_cents": to_cents,
        "ground": ChangeGround.NEW_FACTS,
        "why": "Het toernooi bleek al betaald door een fonds.",
        "heard_on": HEARD,
    }
    return ProposeChange.model_validate(typed | changed)


async def propose(world: World, award: Awarded, body: ProposeChange) -> AwardChange:
    return await world.as_(OFFICER).propose_change(award.id, body, key=a_key())


async def decide(world: World, change: AwardChange, *, is_right: bool = True) -> AwardChange:
    return await world.as_(APPROVER).decide_change(change.id, DecideChange(version=change.version, is_right=is_right))


@pytest.mark.parametrize(
    ("changed", "now", "fixed_on", "refusal"),
    [
        ({}, 80_000, HEARD, None),
        ({"to_cents": 80_000}, 80_000, HEARD, NotAChange),
        ({"to_cents": 90_000}, 80_000, HEARD, NotAChange),
        ({"kind": ChangeKind.WITHDRAW}, 80_000, HEARD, NotAChange),
        ({"kind": ChangeKind.FIX, "ground": ChangeGround.NOT_DONE}, 80_000, HEARD, NotAChange),
        ({"ground": None}, 80_000, HEARD, NotAGround),
        ({"ground": ChangeGround.NOT_DONE}, 80_000, HEARD, NotAGround),
        ({"ground": ChangeGround.NOT_DONE}, 80_000, None, None),
        ({"ground": ChangeGround.NEW_FACTS}, 80_000, None, NotAGround),
        ({"ground": ChangeGround.CHANGED_VIEWS}, 80_000, HEARD, NotAGround),
        ({"heard_on": None}, 80_000, HEARD, NotHeard),
        ({"heard_on": date(2030, 1, 1)}, 80_000, HEARD, NotHeard),
        ({"heard_on": None, "ground": ChangeGround.AGREED}, 80_000, HEARD, None),
        ({}, 80_000, date(2014, 12, 1), TooLateToChange),
        ({}, 80_000, date(2014, 12, 2), None),
        ({"kind": ChangeKind.FIX, "to_cents": 80_000, "ground": None, "heard_on": None}, 80_000, None, None),
    ],
)
def test_the_law_says_when_an_award_may_become_less(
    changed: dict[str, Any], now: int, fixed_on: date | None, refusal: type[Exception] | None
) -> None:
    asked = a_change(**{"to_cents": 50_000, **changed})
    today = date(2019, 12, 2)
    if refusal is None:
        check_change(asked, now, fixed_on, today)
    else:
        with pytest.raises(refusal):
            check_change(asked, now, fixed_on, today)


def test_five_years_after_a_leap_day_is_the_first_of_march() -> None:
    assert five_years_after(date(2020, 2, 29)) == date(2025, 3, 1)
    assert five_years_after(date(2019, 5, 6)) == date(2024, 5, 6)


def test_of_an_advance_no_more_is_paid_than_its_part() -> None:
    assert payable_cents(80_000, 0, is_fixed=True, advance_percent=80) == 80_000
    assert payable_cents(80_001, 0, is_fixed=False, advance_percent=80) == 64_000
    assert payable_cents(16_001, 64_000, is_fixed=False, advance_percent=80) == 0
    assert payable_cents(100, 0, is_fixed=False, advance_percent=0) == 0


async def test_one_proposes_another_decides_and_the_ledger_says_why(world: World) -> None:
    await a_published_split(world)
    award = await an_own_award(world)
    change = await propose(world, award, a_change(50_000))
    assert (change.state, change.before_cents) == (ChangeState.PROPOSED, 80_000)
    assert (await world.api.award_changes(award.id)).changes == []
    with pytest.raises(ChangeOpen):
        await propose(world, award, a_change(0))
    for nobody in (OFFICER, award.idea):
        if nobody is OFFICER:
            with pytest.raises(NotYours):
                await world.as_(OFFICER).decide_change(change.id, DecideChange(version=1, is_right=True))
    answers = await outcomes([lambda: decide(world, change)] * 3)
    assert sum(isinstance(answer, AwardChange) for answer in answers) == 1
    assert sum(isinstance(answer, StaleVersion) for answer in answers) == 2
    (shown,) = (await world.api.award_changes(award.id)).changes
    assert (shown.to_cents, shown.reclaim_cents, shown.decided_on) == (50_000, 0, date(2019, 11, 1))
    (freed,) = [each for each in await world.api.postings(YEAR, initiative_id=award.id) if each.kind == "release"]
    assert "Awb 4:49" in freed.decision
    assert "al betaald door een fonds" in freed.decision
    _to, subject, text = (await world.mails())[-1]
    assert subject.strip().startswith("Het bedrag voor je idee: ")
    assert f"/mijn-idee/{award.id}" in text
    letter = (await award.own.letters(award.id))[0]
    assert letter.kind is LetterKind.AWARD_CHANGED
    assert letter.opening.replace("\N{NO-BREAK SPACE}", " ") == (
        "Het bedrag voor je idee wordt lager. Het wordt € 500. Het was € 800."
    )
    pdf = read_pdf(await award.own.letter_pdf(letter.id))
    assert pdf.pages == 1
    for told in (
        "Awb 4:49",
        "al betaald door een fonds",
        "uiterlijk op 13 december 2019",
        "Je kreeg niet meer dan dit",
    ):
        assert told in text
        assert told in " ".join(pdf.text.split())
    assert (await world.api.initiative(award.id)).awarded_cents == 50_000


async def test_who_proposed_does_not_decide_and_no_is_no(world: World) -> None:
    await a_published_split(world)
    award = await an_own_award(world)
    change = await world.as_(BOTH).propose_change(award.id, a_change(0), key=a_key())
    with pytest.raises(ProposerCannotDecideChange):
        await world.as_(BOTH).decide_change(change.id, DecideChange(version=1, is_right=True))
    dropped = await decide(world, change, is_right=False)
    assert dropped.state is ChangeState.DROPPED
    assert (await world.api.initiative(award.id)).awarded_cents == 80_000
    assert (await world.api.award_changes(award.id)).changes == []


async def test_what_was_paid_above_it_has_to_come_back(world: World) -> None:
    await a_published_split(world)
    award = await an_own_award(world)
    await world.as_(OFFICER).record_payment(
        RecordPayment(initiative_id=award.id, amount_cents=70_000, document="Met de hand"), key=a_key()
    )
    done = await decide(world, await propose(world, award, a_change(50_000)))
    assert done.reclaim_cents == 20_000
    seen = await award.own.own_payment(award.id)
    assert (seen.to_pay_cents, seen.paid_cents, seen.reclaim_cents) == (0, 70_000, 20_000)
    text = (await world.mails())[-1][2].replace("\N{NO-BREAK SPACE}", " ")
    # Six weeks from 1 November.
    for told in (
        "Het was € 800. Je betaalt € 200 terug.",
        "uiterlijk op 13 december 2019",
        "NL02 ABNA 0123 4567 89",
        str(award.id)[:8],
        "Bel de gemeente",
        "artikel 4:94",
        "wettelijke rente",
        "minder dan € 20",
        "artikel 4:99",
    ):
        assert told in text
    letter = (await award.own.letters(award.id))[0]
    assert read_pdf(await award.own.letter_pdf(letter.id)).pages == 1
    back = RecordRepayment(initiative_id=award.id, amount_cents=20_000, document="Bankafschrift 4")
    await world.as_(OFFICER).record_repayment(back, key=a_key())
    assert (await award.own.own_payment(award.id)).reclaim_cents == 0
    assert (await world.api.trial_balance(YEAR)).is_kept


async def test_alone_an_officer_frees_only_what_was_agreed(world: World) -> None:
    await a_published_split(world)
    award = await an_own_award(world)
    alone = ReleaseAward(initiative_id=award.id, amount_cents=1, document="x", ground=ReleaseGround.NOT_KEPT)
    with pytest.raises(TwoPeopleDecide):
        await world.as_(OFFICER).release_award(alone, key=a_key())
    agreed = alone.model_copy(update={"ground": ReleaseGround.WITHDRAWN_BY_APPLICANT})
    await world.as_(OFFICER).release_award(agreed, key=a_key())


async def test_a_change_and_a_payment_wait_for_each_other(world: World) -> None:
    await a_published_split(world)
    one, two = await awards(world, 80_000, 80_000)
    await prepare(world, one)
    with pytest.raises(PaymentUnderWay):
        await propose(world, one, a_change(50_000))
    await propose(world, two, a_change(50_000))
    with pytest.raises(ChangeOpen):
        await prepare(world, two)


async def test_above_the_limit_an_advance_is_paid_and_the_rest_once_it_is_fixed(world: World) -> None:
    rules = SchemeRules(fixing_limit_cents=50_000, advance_percent=75)
    await world.as_(OFFICER).set_scheme(YEAR, SetScheme(seen_number=0, rules=rules), key=a_key())
    await world.as_(APPROVER).publish_scheme(YEAR, PublishScheme(seen_number=1, where="Gemeenteblad 2"))
    await a_published_split(world)
    award = await an_own_award(world)
    await with_account(world, award)
    assert not (await world.api.award_changes(award.id)).is_fixed
    batch = await handed(world, award)
    assert batch.total_cents == 60_000
    await world.as_(OFFICER).read_statuses(camt053((batch.payments[0].number, "600.00")))
    assert await stage_of(award) is PaymentStage.ADVANCE_PAID
    due = await world.as_(OFFICER).due_payments(YEAR)
    assert [(each.to_pay_cents, each.stage) for each in due.awards] == [(0, PaymentStage.ADVANCE_PAID)]
    world.clock.set(datetime(2020, 9, 1, 9, tzinfo=UTC))
    fixing = a_change(70_000, kind=ChangeKind.FIX, ground=ChangeGround.NOT_DONE, why="Eén dag ging niet door.")
    await decide(world, await propose(world, award, fixing))
    assert (await world.api.award_changes(award.id)).is_fixed
    with pytest.raises(NotAChange):
        await propose(world, award, fixing.model_copy(update={"to_cents": 10_000}))
    told = (await award.own.letters(award.id))[0]
    assert "staat vast. Het is" in told.opening
    assert any("13 oktober 2020" in section.text for section in told.sections)
    rest = await handed(world, award)
    assert rest.total_cents == 10_000
