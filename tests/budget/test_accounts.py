"""The account an award is paid to: after the yes only, confirmed by mail, changed with an officer's look."""

from datetime import UTC, datetime, timedelta

import pytest

from services.budget.contract.accounts import (
    AccountState,
    CheckAccount,
    ConfirmAccount,
    EnterAccount,
    PaymentStage,
)
from services.budget.contract.ledger import RecordPayment
from services.budget.contract.payment_refusals import (
    AccountCannotBeRead,
    AccountMove,
    NoAccountYet,
    NotAnIban,
    NothingToPay,
    TellerCannotCheck,
    TooManyAccountCodes,
    TooManyAccountTries,
    UnknownAccount,
    WrongAccountCode,
)
from services.kit.caller import NotYours
from services.kit.errors import Invalid, StaleVersion
from tests.budget.paying import (
    IBAN,
    OTHER_IBAN,
    an_own_award,
    an_own_idea,
    code_of_account,
    tell,
    with_account,
)
from tests.budget.world import APPROVER, OFFICER, World, a_key, a_published_split, a_worker, outcomes
from tests.support.apps import a_person

ANOTHER_OFFICER = a_person(("policy_officer", None))


async def test_before_the_yes_no_account_is_asked_or_taken(world: World) -> None:
    await a_published_split(world)
    open_idea = await an_own_idea(world)
    with pytest.raises(NoAccountYet):
        await tell(open_idea)
    with pytest.raises(NoAccountYet):
        await open_idea.own.own_payment(open_idea.id)
    assert await world.rows("SELECT 1 FROM bank_accounts") == []


async def test_a_first_account_is_used_once_its_code_was_filled_in(world: World) -> None:
    await a_published_split(world)
    award = await an_own_award(world)
    assert (await award.own.own_payment(award.id)).stage is PaymentStage.ACCOUNT_ASKED
    told = await tell(award, "nl91 abna 0417 1643 00")
    assert (told.state, told.shown) == (AccountState.WAITS_FOR_CODE, "NL•• •••• 00")
    assert (await award.own.own_payment(award.id)).stage is PaymentStage.WAITS_FOR_CODE
    _, subject, text = (await world.mails())[-1]
    assert subject.endswith("is je code voor je rekening")
    assert IBAN not in text
    done = await award.own.confirm_account(award.id, ConfirmAccount(code=await code_of_account(world)))
    assert done.state is AccountState.IN_USE
    seen = await award.own.own_payment(award.id)
    assert (seen.stage, seen.to_pay_cents) == (PaymentStage.READY, 80_000)
    assert seen.account
    assert seen.account.shown == "NL•• •••• 00"
    awarded_on = award.idea.awarded_on
    assert awarded_on
    assert seen.pay_by == awarded_on + timedelta(weeks=6)
    with pytest.raises(UnknownAccount):
        await award.own.confirm_account(award.id, ConfirmAccount(code="123456"))


async def test_the_database_holds_no_account_number_and_no_name_on_it(world: World) -> None:
    await a_published_split(world)
    award = await an_own_award(world)
    await with_account(world, award, holder="Bijzondere Naam")
    tables = [row["tablename"] for row in await world.rows("SELECT tablename FROM pg_tables WHERE schemaname='public'")]
    assert "bank_accounts" in tables
    for table in tables:
        for row in await world.rows(f"SELECT to_jsonb(t)::text AS line FROM {table} t"):
            assert "0417164300" not in row["line"], table
            assert "Bijzondere" not in row["line"], table
    for row in await world.rows("SELECT sealed FROM bank_accounts"):
        assert b"0417164300" not in row["sealed"]
        assert b"Bijzondere" not in row["sealed"]


async def test_only_the_applicant_tells_and_sees_their_own(world: World) -> None:
    await a_published_split(world)
    award, other = await an_own_award(world), await an_own_award(world, contact_email="ander@voorbeeld.nl")
    for caller in (other.own, world.as_(OFFICER), world.api):
        with pytest.raises(Exception, match=r"not-yours|no-token|") as refused:
            await caller.own_payment(award.id)
        assert refused.value.status in (401, 403)  # type: ignore[attr-defined]
    with pytest.raises(NotAnIban):
        await tell(award, "NL91ABNA0417164301")


async def test_a_wrong_code_is_counted_and_five_are_enough(world: World) -> None:
    await a_published_split(world)
    award = await an_own_award(world)
    await tell(award)
    right = await code_of_account(world)
    wrong = ConfirmAccount(code=f"{(int(right) + 1) % 10**6:06d}")
    answers = await outcomes([lambda: award.own.confirm_account(award.id, wrong)] * 7)
    assert sum(isinstance(answer, WrongAccountCode) for answer in answers) == 5
    assert sum(isinstance(answer, TooManyAccountTries) for answer in answers) == 2
    with pytest.raises(TooManyAccountTries):
        await award.own.confirm_account(award.id, ConfirmAccount(code=right))
    await tell(award)
    done = await award.own.confirm_account(award.id, ConfirmAccount(code=await code_of_account(world)))
    assert done.state is AccountState.IN_USE


async def test_the_same_sent_twice_is_one_code_and_another_number_another_five_a_day(world: World) -> None:
    await a_published_split(world)
    award = await an_own_award(world)
    await outcomes([lambda: tell(award)] * 4)
    mails = [mail for mail in await world.mails() if "code voor je rekening" in mail[1]]
    assert len(mails) == 1
    for number in range(4):
        await tell(award, holder=f"Naam {number}")
    with pytest.raises(TooManyAccountCodes):
        await tell(award, holder="Naam 5")
    world.clock.set(world.clock.now() + timedelta(hours=25))
    await tell(award, holder="Naam 5")


async def test_a_change_is_mailed_and_waits_for_an_officer(world: World) -> None:
    await a_published_split(world)
    award = await an_own_award(world)
    await with_account(world, award)
    changed = await with_account(world, award, OTHER_IBAN)
    assert changed.state is AccountState.TO_CHECK
    to, subject, text = (await world.mails())[-1]
    assert (to, subject) == ("sanne@voorbeeld.nl", "Let op: er is een andere rekening ingevuld voor je idee")
    assert "NL•• •••• 00" in text
    assert "NL•• •••• 67" in text
    assert (await award.own.own_payment(award.id)).stage is PaymentStage.TO_CHECK
    seen = await world.as_(OFFICER).account_to_check(changed.id)
    assert (seen.iban, seen.holder, seen.replaces, seen.by_desk) == (OTHER_IBAN, "S. de Wit", "NL•• •••• 00", False)
    for nobody in (APPROVER, a_worker()):
        with pytest.raises(NotYours):
            await world.as_(nobody).account_to_check(changed.id)
        with pytest.raises(NotYours):
            await world.as_(nobody).check_account(changed.id, CheckAccount(version=seen.version, is_right=True))
    body = CheckAccount(version=seen.version, is_right=True)
    answers = await outcomes([lambda: world.as_(OFFICER).check_account(changed.id, body)] * 3)
    assert sum(isinstance(answer, StaleVersion) for answer in answers) == 2
    after = await award.own.own_payment(award.id)
    assert after.stage is PaymentStage.READY
    assert after.account
    assert after.account.shown == "NL•• •••• 67"
    with pytest.raises(AccountMove):
        await world.as_(OFFICER).check_account(changed.id, CheckAccount(version=seen.version + 1, is_right=True))


async def test_a_change_that_is_not_right_leaves_the_one_before(world: World) -> None:
    await a_published_split(world)
    award = await an_own_award(world)
    await with_account(world, award)
    changed = await with_account(world, award, OTHER_IBAN)
    body = CheckAccount(version=changed.version, is_right=False, reason="De naam hoort bij iemand anders")
    assert (await world.as_(OFFICER).check_account(changed.id, body)).state is AccountState.REFUSED
    assert "De naam hoort bij iemand anders" in (await world.mails())[-1][2]
    seen = await award.own.own_payment(award.id)
    assert seen.account
    assert (seen.stage, seen.account.shown) == (PaymentStage.READY, "NL•• •••• 00")


async def test_a_change_nobody_confirmed_holds_nothing_up(world: World) -> None:
    await a_published_split(world)
    award = await an_own_award(world)
    await with_account(world, award)
    await tell(award, OTHER_IBAN)
    assert (await award.own.own_payment(award.id)).stage is PaymentStage.READY


async def test_somebody_elses_account_needs_their_yes_and_an_officer(world: World) -> None:
    await a_published_split(world)
    award = await an_own_award(world)
    for changed in ({"is_own": False}, {"is_own": False, "note": "SV Oosterpark"}, {"is_own": False, "agreed": True}):
        with pytest.raises((Invalid, ValueError)):
            await tell(award, **changed)
    told = await with_account(
        world, award, is_own=False, agreed=True, note="SV Oosterpark, penningmeester vindt het goed"
    )
    assert told.state is AccountState.TO_CHECK
    assert "SV Oosterpark" in (await world.as_(OFFICER).account_to_check(told.id)).note


async def test_staff_enter_one_at_the_desk_and_a_colleague_looks(world: World) -> None:
    await a_published_split(world)
    award = await an_own_award(world)
    body = EnterAccount(iban=IBAN, holder="S. de Wit", seen=True)
    with pytest.raises(NotYours):
        await world.as_(a_worker("elders")).enter_account(award.id, body)
    entered = await world.as_(OFFICER).enter_account(award.id, body)
    assert (await world.mails())[-1][1] == "Er is een rekening ingevuld voor je idee"
    right = CheckAccount(version=entered.version, is_right=True)
    with pytest.raises(TellerCannotCheck):
        await world.as_(OFFICER).check_account(entered.id, right)
    assert (await world.as_(ANOTHER_OFFICER).check_account(entered.id, right)).state is AccountState.IN_USE


async def test_once_paid_there_is_nothing_to_tell_and_the_account_is_deleted_in_time(world: World) -> None:
    await a_published_split(world)
    award = await an_own_award(world)
    await with_account(world, award)
    body = RecordPayment(initiative_id=award.id, amount_cents=80_000, document="Met de hand")
    await world.as_(OFFICER).record_payment(body, key=a_key())
    with pytest.raises(NothingToPay):
        await tell(award, OTHER_IBAN)
    assert (await award.own.own_payment(award.id)).stage is PaymentStage.PAID
    world.clock.set(world.clock.now() + timedelta(days=59))
    await world.do_work()
    assert len(await world.rows("SELECT 1 FROM bank_accounts")) == 1
    world.clock.set(world.clock.now() + timedelta(days=2))
    await world.do_work()
    assert await world.rows("SELECT 1 FROM bank_accounts") == []


async def test_an_account_of_an_award_that_waits_is_kept_however_long_it_waits(world: World) -> None:
    await a_published_split(world)
    award = await an_own_award(world)
    await with_account(world, award)
    await tell(award, OTHER_IBAN)
    world.clock.set(world.clock.now() + timedelta(days=200))
    await world.do_work()
    (kept,) = await world.rows("SELECT state FROM bank_accounts")
    assert kept["state"] == "in_use"


async def test_who_told_no_account_is_reminded_once(world: World) -> None:
    await a_published_split(world)
    silent, _told = await an_own_award(world), await an_own_award(world, contact_email="ander@voorbeeld.nl")
    await with_account(world, _told)
    for day in range(1, 20):
        world.clock.set(datetime(2019, 11, 1, 10, tzinfo=UTC) + timedelta(days=day))
        await world.do_work()
    reminders = [mail for mail in await world.mails() if mail[1].strip().startswith("Waar mag het geld heen?")]
    assert [mail[0] for mail in reminders] == ["sanne@voorbeeld.nl"]
    assert str(silent.id) in reminders[0][2]


async def test_an_account_closed_with_another_key_is_asked_again(world: World) -> None:
    await a_published_split(world)
    award = await an_own_award(world)
    account = await with_account(world, award, is_own=False, agreed=True, note="de buurvrouw")
    office = world.app.state.office
    object.__setattr__(office.settings, "account_key", "een nieuwe sleutel")
    with pytest.raises(AccountCannotBeRead):
        await world.as_(OFFICER).account_to_check(account.id)
