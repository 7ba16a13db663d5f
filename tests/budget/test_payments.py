"""Paying awards: prepared by one, released by another, handed over, and paid in the ledger when the bank says so."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from services.budget.contract.accounts import PaymentStage
from services.budget.contract.ledger import RecordPayment, ReleaseAward, ReleaseGround
from services.budget.contract.payment_refusals import (
    AwardNotReady,
    BatchFileGone,
    BatchMove,
    BatchNotReleased,
    BatchPreparerCannotRelease,
    NothingToPay,
    OtherSum,
    PaymentUnderWay,
    UnknownBatch,
)
from services.budget.contract.payments import (
    BatchPaymentState,
    BatchState,
    BatchView,
    HandOverBatch,
    PrepareBatch,
    ReleaseBatch,
    SettlePayment,
    StatusOutcome,
    WithdrawBatch,
)
from services.kit.caller import NotYours
from services.kit.errors import StaleVersion
from tests.budget.bank_says import camt053, pain002
from tests.budget.paying import (
    IBAN,
    OTHER_IBAN,
    an_own_award,
    awards,
    handed,
    prepare,
    release,
    stage_of,
    tell,
    with_account,
)
from tests.budget.world import APPROVER, OFFICER, YEAR, World, a_key, a_published_split, a_worker, outcomes
from tests.support.apps import a_person

BOTH = a_person(("policy_officer", None), ("approver", None))


async def test_from_award_to_paid_with_two_people_and_the_bank(world: World) -> None:
    await a_published_split(world)
    late, early = await awards(world, 80_000, 12_345)
    due = await world.as_(OFFICER).due_payments(YEAR)
    assert [each.stage for each in due.awards] == [PaymentStage.READY] * 2
    assert due.ready_cents == 92_345
    batch = await prepare(world, early, late)
    assert (batch.number, batch.state, batch.total_cents) == ("VV-2020-0001", BatchState.PREPARED, 92_345)
    assert {payment.iban for payment in batch.payments} == {IBAN}
    assert await stage_of(late) is PaymentStage.IN_BATCH
    with pytest.raises(BatchNotReleased):
        await world.as_(OFFICER).payment_file(batch.id)
    released = await release(world, batch)
    assert (released.state, released.execution_on) == (BatchState.RELEASED, date(2019, 11, 4))
    content = await world.as_(OFFICER).payment_file(batch.id)
    assert content == await world.as_(OFFICER).payment_file(batch.id)
    assert hashlib.sha256(content).hexdigest() == released.file_sha256
    assert b"<CtrlSum>923.45</CtrlSum>" in content
    done = await world.as_(OFFICER).hand_over_batch(batch.id, HandOverBatch(version=released.version))
    assert await stage_of(late) is PaymentStage.AT_THE_BANK
    number = next(payment.number for payment in done.payments if payment.initiative_id == late.id)
    message = camt053((number, "800.00"), ("ANDERS", "5.00"), day="2019-11-05")
    read = await world.as_(OFFICER).read_statuses(message)
    assert [(row.number, row.outcome) for row in read.rows] == [(number, StatusOutcome.PAID)]
    assert read.others == 1
    seen = await late.own.own_payment(late.id)
    assert (seen.stage, seen.paid_on, seen.paid_cents) == (PaymentStage.PAID, date(2019, 11, 5), 80_000)
    (posting,) = [each for each in await world.api.postings(YEAR, initiative_id=late.id) if each.kind == "payment"]
    assert number in posting.decision
    _to, subject, text = (await world.mails())[-1]
    assert subject == "Het geld voor je idee is overgemaakt"
    assert "€ 800" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "5 november 2019" in text


async def test_the_same_message_twice_or_at_once_pays_once(world: World) -> None:
    await a_published_split(world)
    (award,) = await awards(world, 80_000)
    batch = await handed(world, award)
    message = pain002(batch.number, {batch.payments[0].number: "ACSC"})
    answers = await outcomes([lambda: world.as_(OFFICER).read_statuses(message)] * 5)
    given = [answer.rows[0].outcome for answer in answers]
    assert sorted(given) == [StatusOutcome.KNOWN] * 4 + [StatusOutcome.PAID]
    again = await world.as_(OFFICER).read_statuses(camt053((batch.payments[0].number, "800.00")))
    assert again.rows[0].outcome is StatusOutcome.KNOWN
    paid = [each for each in await world.api.postings(YEAR, initiative_id=award.id) if each.kind == "payment"]
    assert len(paid) == 1
    assert len([mail for mail in await world.mails() if "overgemaakt" in mail[1]]) == 1


async def test_two_officers_at_once_never_put_an_award_in_two_batches(world: World) -> None:
    await a_published_split(world)
    one, two, three = await awards(world, 100, 200, 300)
    answers = await outcomes(
        [
            lambda: prepare(world, one, two),
            lambda: prepare(world, two, three, who=BOTH),
            lambda: prepare(world, three, one),
            lambda: prepare(world, one, two, three, who=BOTH),
        ]
    )
    made = [answer for answer in answers if isinstance(answer, BatchView)]
    assert len(made) == 1
    assert all(isinstance(answer, BatchView | PaymentUnderWay) for answer in answers)
    rows = await world.rows("SELECT initiative_id FROM batch_payments WHERE state = 'under_way'")
    assert len(rows) == len({row["initiative_id"] for row in rows}) == made[0].payment_count
    assert len(await world.rows("SELECT 1 FROM payment_batches")) == 1


async def test_the_same_preparation_twice_is_one_batch(world: World) -> None:
    await a_published_split(world)
    (award,) = await awards(world, 100)
    body, key = PrepareBatch(year=YEAR, initiative_ids=[award.id]), a_key()
    answers = await outcomes([lambda: world.as_(OFFICER).prepare_batch(body, key=key)] * 3)
    assert len({answer.id for answer in answers}) == 1
    remembered = await world.rows(
        "SELECT reply::text AS reply FROM idempotency_keys WHERE route LIKE '%payment-batches'"
    )
    assert remembered
    assert all(IBAN not in row["reply"] for row in remembered)


async def test_who_prepared_does_not_release_and_it_happens_once(world: World) -> None:
    await a_published_split(world)
    (award,) = await awards(world, 100)
    batch = await prepare(world, award, who=BOTH)
    body = ReleaseBatch(version=batch.version, total_cents=batch.total_cents)
    with pytest.raises(BatchPreparerCannotRelease):
        await world.as_(BOTH).release_batch(batch.id, body)
    for nobody in (OFFICER, a_worker()):
        with pytest.raises(NotYours):
            await world.as_(nobody).release_batch(batch.id, body)
    with pytest.raises(OtherSum):
        await world.as_(APPROVER).release_batch(batch.id, body.model_copy(update={"total_cents": 99}))
    answers = await outcomes([lambda: world.as_(APPROVER).release_batch(batch.id, body)] * 4)
    assert sum(isinstance(answer, BatchView) for answer in answers) == 1
    assert sum(isinstance(answer, StaleVersion) for answer in answers) == 3
    late = WithdrawBatch(version=batch.version + 1, reason="Toch niet")
    with pytest.raises(BatchMove):
        await world.as_(OFFICER).withdraw_batch(batch.id, late)


async def test_an_approver_sees_accounts_masked_and_gets_no_file(world: World) -> None:
    await a_published_split(world)
    (award,) = await awards(world, 100)
    batch = await release(world, await prepare(world, award))
    seen = await world.as_(APPROVER).payment_batch(batch.id)
    assert [(payment.iban, payment.holder, payment.shown) for payment in seen.payments] == [
        (None, None, "NL•• •••• 00")
    ]
    for nobody in (APPROVER, a_worker()):
        with pytest.raises(NotYours):
            await world.as_(nobody).payment_file(batch.id)
    with pytest.raises(NotYours):
        await world.as_(a_worker()).due_payments(YEAR)
    with pytest.raises(UnknownBatch):
        await world.as_(OFFICER).payment_batch(uuid4())


async def test_only_what_is_ready_is_prepared_all_or_nothing(world: World) -> None:
    await a_published_split(world)
    (ready,) = await awards(world, 100)
    silent = await an_own_award(world, contact_email="stil@voorbeeld.nl")
    changed = await an_own_award(world, contact_email="ander@voorbeeld.nl")
    await with_account(world, changed)
    await with_account(world, changed, OTHER_IBAN)
    for other in (silent, changed):
        with pytest.raises(AwardNotReady, match=r"voetbaltoernooi"):
            await prepare(world, ready, other)
    with pytest.raises(NothingToPay):
        await world.as_(OFFICER).prepare_batch(PrepareBatch(year=YEAR, initiative_ids=[uuid4()]), key=a_key())
    assert await world.rows("SELECT 1 FROM payment_batches") == []
    assert await stage_of(ready) is PaymentStage.READY


async def test_while_it_is_under_way_nothing_else_moves(world: World) -> None:
    await a_published_split(world)
    (award,) = await awards(world, 80_000)
    batch = await prepare(world, award)
    officer = world.as_(OFFICER)
    with pytest.raises(PaymentUnderWay):
        await officer.record_payment(RecordPayment(initiative_id=award.id, amount_cents=1, document="x"), key=a_key())
    free = ReleaseAward(initiative_id=award.id, amount_cents=1, document="x", ground=ReleaseGround.DONE_FOR_LESS)
    with pytest.raises(PaymentUnderWay):
        await officer.release_award(free, key=a_key())
    with pytest.raises(PaymentUnderWay):
        await tell(award, OTHER_IBAN)
    with pytest.raises(BatchNotReleased):
        await officer.settle_payment(batch.id, 1, SettlePayment(is_paid=True, on=date(2019, 11, 2)))
    unknown = await officer.read_statuses(camt053((batch.payments[0].number, "800.00")))
    assert unknown.rows[0].outcome is StatusOutcome.UNKNOWN
    gone = await world.as_(APPROVER).withdraw_batch(batch.id, WithdrawBatch(version=batch.version, reason="Te vroeg"))
    assert (gone.state, gone.payments[0].state) == (BatchState.WITHDRAWN, BatchPaymentState.WITHDRAWN)
    assert await stage_of(award) is PaymentStage.READY
    assert (await prepare(world, award)).number == "VV-2020-0002"


async def test_late_ones_come_first_and_are_marked(world: World) -> None:
    await a_published_split(world)
    first = await an_own_award(world)
    world.clock.set(datetime(2019, 12, 10, 9, tzinfo=UTC))
    await world.do_work()
    second = await an_own_award(world, contact_email="b@voorbeeld.nl")
    due = await world.as_(APPROVER).due_payments(YEAR)
    assert [each.initiative_id for each in due.awards] == [first.id, second.id]
    assert [each.is_late for each in due.awards] == [False, False]
    assert (due.late_count, due.soon_count) == (0, 1)
    world.clock.set(datetime(2019, 12, 14, 9, tzinfo=UTC))
    due = await world.as_(APPROVER).due_payments(YEAR)
    assert ([each.is_late for each in due.awards], due.late_count, due.soon_count) == ([True, False], 1, 0)


async def test_accounts_of_a_batch_are_deleted_some_time_after_it_was_paid(world: World) -> None:
    await a_published_split(world)
    (award,) = await awards(world, 100)
    batch = await handed(world, award)
    world.clock.set(world.clock.now() + timedelta(days=200))
    await world.do_work()
    assert await world.as_(OFFICER).payment_file(batch.id)
    await world.as_(OFFICER).settle_payment(batch.id, 1, SettlePayment(is_paid=True, on=date(2020, 5, 20)))
    world.clock.set(world.clock.now() + timedelta(days=62))
    await world.do_work()
    (kept,) = await world.rows("SELECT sealed, shown FROM batch_payments")
    assert (kept["sealed"], kept["shown"]) == (None, "NL•• •••• 00")
    assert await world.rows("SELECT 1 FROM bank_accounts") == []
    with pytest.raises(BatchFileGone):
        await world.as_(OFFICER).payment_file(batch.id)
