"""What we keep of accounts and payments, as the contract says it. Accounts are masked but for the officer."""

from collections.abc import Sequence
from uuid import UUID

from services.budget.contract.accounts import AccountState, AccountToCheck, MaskedAccount, OwnPayment, PaymentStage
from services.budget.contract.payment_refusals import NoAccountYet
from services.budget.contract.payments import (
    BatchPaymentState,
    BatchPaymentView,
    BatchState,
    BatchView,
    DueAward,
    DuePayments,
)
from services.budget.domain.award_changes import payable_cents
from services.budget.domain.pain001 import payment_number
from services.budget.domain.payments import is_soon, stage
from services.budget.domain.sealed import opened
from services.budget.domain.terms import pay_by
from services.budget.money_views import line_name
from services.budget.store.account_queries import account_in_use, newest_payment, under_way, waiting_account
from services.budget.store.batch_queries import (
    Due,
    changes_of,
    due_awards,
    due_since,
    ended_counts,
    payments_of,
)
from services.budget.store.initiative_queries import get_whole_initiative
from services.budget.store.payment_tables import BankAccount, BatchPayment, PaymentBatch
from services.budget.usecases.office import Office
from services.budget.usecases.payments.change_award import fixed_on, now_cents
from services.budget.usecases.payments.of_account import account_key, read_account
from services.budget.usecases.payments.payable import Payable, payable_of
from services.budget.usecases.payments.payment_file import number_of
from services.budget.usecases.schemes.scheme_of import scheme_of_idea
from services.kit.caller import Caller
from services.kit.database import Session


def masked_account(account: BankAccount) -> MaskedAccount:
    return MaskedAccount(
        id=account.id,
        state=AccountState(account.state),
        version=account.version,
        shown=account.shown,
        is_own=account.is_own,
    )


async def account_to_check(session: Session, account: BankAccount, office: Office) -> AccountToCheck:
    """All of it, for the officer. Raises AccountCannotBeRead."""
    whole = await get_whole_initiative(session, account.initiative_id, public=True)
    read = read_account(account, office)
    before = await account_in_use(session, account.initiative_id)
    return AccountToCheck(
        **masked_account(account).model_dump(),
        initiative_id=account.initiative_id,
        title=whole.initiative.title,
        iban=read.iban,
        holder=read.holder,
        note=account.note,
        told_at=account.told_at,
        by_desk=account.told_by != "applicant",
        replaces=before.shown if before and before.id != account.id else None,
    )


async def own_payment(session: Session, initiative_id: UUID, office: Office) -> OwnPayment:
    """Where the applicant's money is. Raises UnknownInitiative, NoAccountYet (no yes yet)."""
    whole = await get_whole_initiative(session, initiative_id, public=False)
    if whole.award is None:
        raise NoAccountYet
    account, waiting = await account_in_use(session, initiative_id), await waiting_account(session, initiative_id)
    scheme = await scheme_of_idea(session, whole.initiative, office)
    changes, stands = await changes_of(session, initiative_id), whole.to_pay_cents + whole.paid_cents
    is_fixed = await fixed_on(session, whole.initiative, whole.award, changes, office) is not None
    payable = payable_cents(
        whole.to_pay_cents, whole.paid_cents, is_fixed=is_fixed, advance_percent=scheme.advance_percent
    )
    since = await due_since(session, [initiative_id])
    running, newest = await under_way(session, initiative_id), await newest_payment(session, initiative_id)
    return OwnPayment(
        stage=stage(
            to_pay_cents=whole.to_pay_cents,
            payable_cents=payable,
            paid_cents=whole.paid_cents,
            batch_state=running[1].state if running else None,
            has_account=account is not None,
            waiting=AccountState(waiting.state) if waiting else None,
        ),
        to_pay_cents=whole.to_pay_cents,
        paid_cents=whole.paid_cents,
        pay_by=pay_by(since.get(initiative_id, whole.award.awarded_on), scheme.pay_weeks),
        paid_on=newest.settled_on if newest and newest.state == "paid" else None,
        account=masked_account(account) if account else None,
        waiting=masked_account(waiting) if waiting else None,
        payable_cents=payable,
        reclaim_cents=stands - now_cents(stands, changes),
        failed=newest.reason if newest and newest.state == "failed" and not running else "",
    )


async def due_payments(session: Session, year: int, office: Office) -> DuePayments:
    """Awards of a year with money to pay, the first to pay first."""
    found = await due_awards(session, year)
    payable, today = await payable_of(session, found, office), office.today()
    awards = sorted(
        (_due_award(due, payable[due.initiative.id], office) for due in found),
        key=lambda each: (each.pay_by, each.initiative_id),
    )
    return DuePayments(
        year=year,
        awards=awards,
        late_count=sum(each.is_late for each in awards),
        soon_count=sum(is_soon(each.pay_by, today) for each in awards if each.to_pay_cents),
        ready_cents=sum(each.to_pay_cents for each in awards if each.stage is PaymentStage.READY),
    )


def _due_award(due: Due, payable: Payable, office: Office) -> DueAward:
    account, waiting = due.account, due.waiting
    shown = account or waiting
    to_check = waiting is not None and waiting.state == AccountState.TO_CHECK.value
    return DueAward(
        initiative_id=due.initiative.id,
        title=due.initiative.title,
        area_id=due.line.area_id,
        area_name=line_name(due.line.kind, due.line.name, office),
        to_pay_cents=payable.cents,
        awarded_on=due.award.awarded_on,
        pay_by=payable.until,
        is_late=payable.cents > 0 and office.today() > payable.until,
        stage=payable.stage,
        shown=shown.shown if shown else "",
        check_account_id=waiting.id if waiting and to_check else None,
        batch_id=due.batch.id if due.batch else None,
    )


async def batch_views(session: Session, batches: Sequence[PaymentBatch]) -> list[BatchView]:
    """Without their payments."""
    counts = await ended_counts(session, [batch.id for batch in batches])
    return [_batch_view(batch, counts) for batch in batches]


async def batch_view(session: Session, batch: PaymentBatch, caller: Caller, office: Office) -> BatchView:
    """With its payments; accounts in full for policy officers only. Raises AccountCannotBeRead."""
    in_full = caller.has_role("policy_officer")
    payments = [_payment_view(batch, *row, in_full, office) for row in await payments_of(session, batch.id)]
    counts = await ended_counts(session, [batch.id])
    return _batch_view(batch, counts).model_copy(update={"payments": payments})


def _batch_view(batch: PaymentBatch, counts: dict[tuple[UUID, str], int]) -> BatchView:
    return BatchView(
        id=batch.id,
        year=batch.year,
        number=number_of(batch),
        state=BatchState(batch.state),
        version=batch.version,
        payment_count=batch.payment_count,
        total_cents=batch.total_cents,
        payer_name=batch.payer_name,
        payer_iban=batch.payer_iban,
        prepared_by=batch.prepared_by,
        prepared_at=batch.prepared_at,
        released_by=batch.released_by,
        released_at=batch.released_at,
        execution_on=batch.execution_on,
        file_sha256=batch.file_sha256,
        handed_over_at=batch.handed_over_at,
        withdrawn_because=batch.withdrawn_because,
        paid_count=counts.get((batch.id, "paid"), 0),
        failed_count=counts.get((batch.id, "failed"), 0),
    )


def _payment_view(
    batch: PaymentBatch, payment: BatchPayment, title: str, in_full: bool, office: Office
) -> BatchPaymentView:
    account = opened(account_key(office), payment.id, payment.sealed) if in_full and payment.sealed else None
    return BatchPaymentView(
        position=payment.position,
        number=payment_number(number_of(batch), payment.position),
        initiative_id=payment.initiative_id,
        title=title,
        amount_cents=payment.amount_cents,
        pay_by=payment.pay_by,
        shown=payment.shown,
        iban=account.iban if account else None,
        holder=account.holder if account else None,
        state=BatchPaymentState(payment.state),
        reason=payment.reason,
        settled_on=payment.settled_on,
    )
