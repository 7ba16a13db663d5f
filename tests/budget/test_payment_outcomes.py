"""What the bank says of payments: paid once, refused or come back, by file or by hand, and a message whole or not."""

from datetime import date

import pytest

from services.budget.contract.accounts import PaymentStage
from services.budget.contract.ledger import CorrectPosting
from services.budget.contract.payment_refusals import (
    BatchFileChanged,
    NotABankMessage,
    PaidByBatch,
    PaymentMove,
    UnknownBatch,
)
from services.budget.contract.payments import (
    BatchState,
    HandOverBatch,
    PrepareBatch,
    ReleaseBatch,
    SettlePayment,
    StatusOutcome,
)
from services.kit.caller import NotForSoftware, NotYours
from tests.budget.bank_says import camt053, pain002
from tests.budget.paying import OTHER_IBAN, awards, handed, prepare, release, stage_of, with_account
from tests.budget.software import software
from tests.budget.world import APPROVER, OFFICER, YEAR, World, a_key, a_published_split, outcomes


async def test_a_payment_that_is_refused_asks_for_another_account_and_is_paid_again(world: World) -> None:
    await a_published_split(world)
    (award,) = await awards(world, 80_000)
    batch = await handed(world, award)
    number = batch.payments[0].number
    read = await world.as_(OFFICER).read_statuses(pain002(batch.number, {number: "RJCT"}, reason="AC04"))
    assert read.rows[0].outcome is StatusOutcome.FAILED
    seen = await award.own.own_payment(award.id)
    assert (seen.stage, seen.failed) == (PaymentStage.ACCOUNT_ASKED, "AC04 Rekening opgeheven")
    assert (await world.mails())[-1][1] == "Het geld voor je idee kwam terug"
    await with_account(world, award, OTHER_IBAN)
    again = await handed(world, award)
    assert again.payments[0].iban == OTHER_IBAN
    late = await world.as_(OFFICER).read_statuses(camt053((number, "800.00")))
    assert late.rows[0].outcome is StatusOutcome.UNKNOWN
    await world.as_(OFFICER).read_statuses(camt053((again.payments[0].number, "800.00")))
    assert await stage_of(award) is PaymentStage.PAID


async def test_a_file_the_bank_refused_leaves_accounts_as_they_are(world: World) -> None:
    await a_published_split(world)
    one, two = await awards(world, 100, 200)
    batch = await handed(world, one, two)
    read = await world.as_(OFFICER).read_statuses(pain002(batch.number, {}, group="RJCT", reason="FF01"))
    assert [row.outcome for row in read.rows] == [StatusOutcome.FAILED] * 2
    assert [await stage_of(each) for each in (one, two)] == [PaymentStage.READY] * 2
    assert (await world.as_(OFFICER).payment_batch(batch.id)).failed_count == 2


async def test_money_that_comes_back_after_it_was_paid_is_undone_in_the_ledger(world: World) -> None:
    await a_published_split(world)
    (award,) = await awards(world, 80_000)
    batch = await handed(world, award)
    number = batch.payments[0].number
    await world.as_(OFFICER).read_statuses(camt053((number, "800.00")))
    (posting,) = [each for each in await world.api.postings(YEAR, initiative_id=award.id) if each.kind == "payment"]
    body = CorrectPosting(posting_id=posting.id, document="x")
    with pytest.raises(PaidByBatch):
        await world.as_(OFFICER).correct_posting(body, key=a_key())
    back = camt053((number, "800.00"), back="AC01", day="2020-03-06")
    answers = await outcomes([lambda: world.as_(OFFICER).read_statuses(back)] * 3)
    assert sorted(answer.rows[0].outcome for answer in answers) == [StatusOutcome.FAILED] + [StatusOutcome.KNOWN] * 2
    kinds = [each.kind for each in await world.api.postings(YEAR, initiative_id=award.id)]
    assert kinds == ["award", "payment", "correction"]
    assert await stage_of(award) is PaymentStage.ACCOUNT_ASKED
    assert (await world.api.trial_balance(YEAR)).is_kept


async def test_another_amount_is_told_and_changes_nothing(world: World) -> None:
    await a_published_split(world)
    (award,) = await awards(world, 80_000)
    batch = await handed(world, award)
    read = await world.as_(OFFICER).read_statuses(camt053((batch.payments[0].number, "799.99")))
    assert read.rows[0].outcome is StatusOutcome.OTHER_AMOUNT
    assert await stage_of(award) is PaymentStage.AT_THE_BANK


async def test_by_hand_it_is_said_too_and_only_once(world: World) -> None:
    await a_published_split(world)
    one, two = await awards(world, 100, 200)
    batch = await release(world, await prepare(world, one, two))
    officer = world.as_(OFFICER)
    paid = SettlePayment(is_paid=True, on=date(2019, 11, 6))
    done = await officer.settle_payment(batch.id, 1, paid)
    assert (done.state, done.paid_count) == (BatchState.HANDED_OVER, 1)
    assert (await officer.settle_payment(batch.id, 1, paid)).paid_count == 1
    failed = SettlePayment(is_paid=False, on=date(2019, 11, 6), reason="Rekening bestaat niet", ask_account=True)
    assert (await officer.settle_payment(batch.id, 2, failed)).failed_count == 1
    with pytest.raises(PaymentMove):
        await officer.settle_payment(batch.id, 2, paid)
    with pytest.raises(UnknownBatch):
        await officer.settle_payment(batch.id, 9, paid)
    with pytest.raises(NotYours):
        await world.as_(APPROVER).settle_payment(batch.id, 1, paid)


async def test_a_message_with_something_broken_in_it_changes_nothing_at_all(world: World) -> None:
    """All in one transaction: the first payment of it is not paid when the second cannot be written."""
    await a_published_split(world)
    one, two = await awards(world, 100, 200)
    batch = await handed(world, one, two)
    with pytest.raises(NotABankMessage):
        await world.as_(OFFICER).read_statuses(b"<Document>half")
    last = max(batch.payments, key=lambda payment: payment.position)
    await world.rows(
        "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'killed'; END $$"
    )
    await world.rows(
        "CREATE TRIGGER stop BEFORE UPDATE ON batch_payments FOR EACH ROW "
        f"WHEN (NEW.position = {last.position}) EXECUTE FUNCTION stop()"
    )
    message = camt053(*[(each.number, f"{each.amount_cents // 100}.00") for each in batch.payments])
    with pytest.raises(Exception, match=r".*"):
        await world.as_(OFFICER).read_statuses(message)
    assert {row["state"] for row in await world.rows("SELECT state FROM batch_payments")} == {"under_way"}
    assert await world.rows("SELECT 1 FROM postings WHERE kind = 'payment'") == []
    assert [mail for mail in await world.mails() if "overgemaakt" in mail[1]] == []
    await world.rows("DROP TRIGGER stop ON batch_payments")
    read = await world.as_(OFFICER).read_statuses(message)
    assert [row.outcome for row in read.rows] == [StatusOutcome.PAID] * 2


async def test_what_was_changed_behind_our_back_is_not_paid(world: World) -> None:
    await a_published_split(world)
    (award,) = await awards(world, 100)
    batch = await release(world, await prepare(world, award))
    await world.rows(f"UPDATE batch_payments SET amount_cents = 99900 WHERE batch_id = '{batch.id}'")
    with pytest.raises(BatchFileChanged):
        await world.as_(OFFICER).payment_file(batch.id)


async def test_the_municipalitys_software_hands_over_and_brings_status_back_and_no_more(world: World) -> None:
    await a_published_split(world)
    (award,) = await awards(world, 80_000)
    package = world.as_(await software(world))
    prepared = await prepare(world, award)
    for refused in (
        lambda: package.prepare_batch(PrepareBatch(year=YEAR, initiative_ids=[award.id]), key=a_key()),
        lambda: package.release_batch(prepared.id, ReleaseBatch(version=1, total_cents=80_000)),
        lambda: package.payment_file(prepared.id),
        lambda: package.due_payments(YEAR),
    ):
        with pytest.raises(NotForSoftware):
            await refused()
    batch = await release(world, prepared)
    handed_over = await package.hand_over_batch(batch.id, HandOverBatch(version=batch.version))
    assert [payment.iban for payment in handed_over.payments] == [None]
    read = await package.read_statuses(camt053((batch.payments[0].number, "800.00")))
    assert read.rows[0].outcome is StatusOutcome.PAID
    assert await stage_of(award) is PaymentStage.PAID
