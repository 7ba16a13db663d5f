"""After the award: paid, paid back, free again, to another year, and corrected. Nothing is ever changed."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from services.budget.contract.initiatives import InitiativeView
from services.budget.contract.ledger import (
    CarryOver,
    CorrectPosting,
    PostingView,
    RecordPayment,
    RecordRepayment,
    ReleaseAward,
    ReleaseGround,
)
from services.budget.contract.models import MoneyLine
from services.budget.contract.refusals import (
    CorrectedAlready,
    MoreThanStands,
    NothingLeft,
    NothingToCarry,
    NotToCorrect,
    SourceMove,
    UnknownInitiative,
    UnknownLine,
    UnknownPosting,
)
from services.budget.contract.sources import ConfirmSource, SourceKind, SourceState, WithdrawSource
from services.kit.caller import NotYours
from tests.budget.world import (
    APPROVER,
    AREA,
    OFFICER,
    YEAR,
    World,
    a_key,
    a_published_split,
    a_worker,
    an_awarded_initiative,
    outcomes,
)

PROOF = "Betaalbatch 3"


async def pay(world: World, idea: InitiativeView, cents: int) -> PostingView:
    body = RecordPayment(initiative_id=idea.id, amount_cents=cents, document=PROOF)
    return await world.as_(OFFICER).record_payment(body, key=a_key())


async def line(world: World) -> MoneyLine:
    return next(each for each in (await world.api.money(YEAR)).lines if each.area_id == AREA)


def stands(each: MoneyLine) -> tuple[int, int, int]:
    return each.awarded_cents, each.paid_cents, each.left_cents


async def test_what_is_paid_was_awarded_and_never_twice(world: World) -> None:
    await a_published_split(world)
    idea = await an_awarded_initiative(world)
    before = await line(world)
    posting = await pay(world, idea, 50_000)
    assert (posting.kind, posting.initiative_id) == ("payment", idea.id)
    assert posting.decision == f"Uitbetaald: {PROOF}"
    assert stands(await line(world)) == (80_000, 50_000, before.left_cents)
    with pytest.raises(MoreThanStands, match=r"300"):
        await pay(world, idea, 30_001)
    await pay(world, idea, 30_000)
    with pytest.raises(MoreThanStands):
        await pay(world, idea, 1)
    assert stands(await line(world)) == (80_000, 80_000, before.left_cents)


async def test_ten_payments_at_once_never_pay_more_than_was_awarded(world: World) -> None:
    await a_published_split(world)
    idea = await an_awarded_initiative(world)
    answers = await outcomes([lambda: pay(world, idea, 30_000)] * 10)
    assert sum(isinstance(answer, PostingView) for answer in answers) == 2
    assert sum(isinstance(answer, MoreThanStands) for answer in answers) == 8


async def test_the_same_payment_sent_twice_is_one(world: World) -> None:
    await a_published_split(world)
    idea = await an_awarded_initiative(world)
    body, key = RecordPayment(initiative_id=idea.id, amount_cents=100, document=PROOF), a_key()
    answers = await outcomes([lambda: world.as_(OFFICER).record_payment(body, key=key)] * 5)
    assert len({answer.id for answer in answers}) == 1
    assert (await line(world)).paid_cents == 100


async def test_money_that_comes_back_or_is_not_needed_is_free_again(world: World) -> None:
    await a_published_split(world)
    idea = await an_awarded_initiative(world)
    left = (await line(world)).left_cents
    await pay(world, idea, 50_000)
    back = RecordRepayment(initiative_id=idea.id, amount_cents=20_000, document="Bankafschrift 4")
    await world.as_(OFFICER).record_repayment(back, key=a_key())
    assert stands(await line(world)) == (60_000, 30_000, left + 20_000)
    release = ReleaseAward(
        initiative_id=idea.id, amount_cents=30_000, document="Besluit 8", ground=ReleaseGround.DONE_FOR_LESS
    )
    freed = await world.as_(OFFICER).release_award(release, key=a_key())
    assert freed.decision == "Weer vrij: Het kostte minder, de aanvrager is het ermee eens; Besluit 8"
    assert stands(await line(world)) == (30_000, 30_000, left + 50_000)
    for body in (back.model_copy(update={"amount_cents": 30_001}),):
        with pytest.raises(MoreThanStands):
            await world.as_(OFFICER).record_repayment(body, key=a_key())
    with pytest.raises(MoreThanStands):
        await world.as_(OFFICER).release_award(release, key=a_key())


async def test_a_mistake_is_corrected_once_by_its_opposite_and_both_stay(world: World) -> None:
    await a_published_split(world)
    idea = await an_awarded_initiative(world)
    wrong = await pay(world, idea, 50_000)
    body = CorrectPosting(posting_id=wrong.id, document="Verkeerd bedrag")
    answers = await outcomes([lambda: world.as_(OFFICER).correct_posting(body, key=a_key())] * 4)
    (right,) = [answer for answer in answers if isinstance(answer, PostingView)]
    assert sum(isinstance(answer, CorrectedAlready) for answer in answers) == 3
    assert (right.corrects, (await line(world)).paid_cents) == (wrong.id, 0)
    kept = {posting.id: posting for posting in await world.api.postings(YEAR, initiative_id=idea.id)}
    assert kept[wrong.id].corrected_by == right.id
    assert [entry.amount_cents for entry in kept[wrong.id].entries] == [50_000, -50_000]
    award = next(posting for posting in kept.values() if posting.kind == "award")
    for other in (award.id, right.id):
        with pytest.raises(NotToCorrect):
            await world.as_(OFFICER).correct_posting(body.model_copy(update={"posting_id": other}), key=a_key())
    with pytest.raises(UnknownPosting):
        await world.as_(OFFICER).correct_posting(body.model_copy(update={"posting_id": idea.id}), key=a_key())


async def test_what_was_freed_and_awarded_again_cannot_be_taken_back(world: World) -> None:
    await a_published_split(world)
    ceiling = (await line(world)).left_cents
    idea = await an_awarded_initiative(world, amount_cents=ceiling)
    release = ReleaseAward(
        initiative_id=idea.id, amount_cents=ceiling, document="Besluit 8", ground=ReleaseGround.DONE_FOR_LESS
    )
    freed = await world.as_(OFFICER).release_award(release, key=a_key())
    await an_awarded_initiative(world, amount_cents=1)
    with pytest.raises(NothingLeft):
        await world.as_(OFFICER).correct_posting(CorrectPosting(posting_id=freed.id, document="x"), key=a_key())
    assert (await line(world)).awarded_cents == 1


async def test_only_a_policy_officer_moves_money_and_only_of_what_was_awarded(world: World) -> None:
    await a_published_split(world)
    idea = await an_awarded_initiative(world)
    body = RecordPayment(initiative_id=idea.id, amount_cents=1, document=PROOF)
    for other in (APPROVER, a_worker()):
        with pytest.raises(NotYours):
            await world.as_(other).record_payment(body, key=a_key())
    nobody = body.model_copy(update={"initiative_id": UUID(OFFICER.id)})
    with pytest.raises(UnknownInitiative):
        await world.as_(OFFICER).record_payment(nobody, key=a_key())


async def test_what_is_left_goes_to_next_year_once_confirmed_there_or_comes_back(world: World) -> None:
    await a_published_split(world)
    await an_awarded_initiative(world)
    here = await line(world)
    city = next(each for each in (await world.api.money(YEAR)).lines if each.area_id is None)
    ids = [here.line_id, city.line_id, here.line_id]
    body = CarryOver(year=YEAR, to_year=YEAR + 1, line_ids=ids, document="Raadsbesluit 5")
    carried = await world.as_(OFFICER).carry_over(body, key=a_key())
    total = here.left_cents + city.left_cents
    assert (carried.source.kind, carried.source.amount_cents) == (SourceKind.CARRIED_OVER, total)
    assert (carried.source.year, carried.source.state) == (YEAR + 1, SourceState.PLANNED)
    after = await line(world)
    assert (after.left_cents, after.awarded_cents, after.carried_cents) == (0, 80_000, here.left_cents)
    assert after.ceiling_cents == here.ceiling_cents
    with pytest.raises(NothingToCarry):
        await world.as_(OFFICER).carry_over(body, key=a_key())
    back = await world.as_(OFFICER).withdraw_source(carried.source.id, WithdrawSource(version=carried.source.version))
    assert back.state == SourceState.WITHDRAWN
    assert (await line(world)).left_cents == here.left_cents
    again = (await world.as_(OFFICER).carry_over(body, key=a_key())).source
    await world.as_(APPROVER).confirm_source(again.id, ConfirmSource(version=again.version))
    with pytest.raises(SourceMove):
        await world.as_(OFFICER).withdraw_source(again.id, WithdrawSource(version=again.version + 1))
    with pytest.raises(NothingToCarry):
        await world.as_(OFFICER).carry_over(body.model_copy(update={"to_year": YEAR - 1}), key=a_key())
    elsewhere = body.model_copy(update={"year": YEAR + 1, "to_year": YEAR + 2})
    with pytest.raises(UnknownLine):
        await world.as_(OFFICER).carry_over(elsewhere, key=a_key())
    assert (await world.api.trial_balance(YEAR)).sum_cents == 0


async def test_the_trial_balance_adds_up_now_and_on_every_evening(world: World) -> None:
    split = await a_published_split(world)
    world.clock.set(datetime(2020, 3, 2, 10, tzinfo=UTC))
    idea = await an_awarded_initiative(world)
    world.clock.set(datetime(2020, 3, 5, 22, 59, tzinfo=UTC))
    await pay(world, idea, 30_000)
    world.clock.set(datetime(2020, 3, 5, 23, 1, tzinfo=UTC))
    await pay(world, idea, 10_000)

    async def on(day: date | None) -> dict[str, int]:
        trial = await world.api.trial_balance(YEAR, on=day)
        assert (trial.sum_cents, trial.is_kept) == (0, True)
        found: dict[str, int] = {}
        for account in trial.accounts:
            found[account.account] = found.get(account.account, 0) + account.balance_cents
        return found

    total = split.total_cents
    assert await on(date(2019, 10, 31)) == {}
    assert await on(date(2020, 3, 1)) == {"source": -total, "free": total}
    assert await on(date(2020, 3, 4)) == {"source": -total, "free": total - 80_000, "awarded": 80_000}
    assert await on(date(2020, 3, 5)) == {"source": -total, "free": total - 80_000, "awarded": 50_000, "paid": 30_000}
    assert await on(None) == {"source": -total, "free": total - 80_000, "awarded": 40_000, "paid": 40_000}
    then = await world.api.postings(YEAR, line_id=(await line(world)).line_id, on=date(2020, 3, 5))
    assert [posting.kind for posting in then] == ["split-approved", "award", "payment"]


async def test_a_balance_that_is_not_its_sum_is_told(world: World) -> None:
    await a_published_split(world)
    assert (await world.api.trial_balance(YEAR)).is_kept
    await world.rows("UPDATE balances SET balance_cents = balance_cents + 1 WHERE account = 'free'")
    assert not (await world.api.trial_balance(YEAR)).is_kept
