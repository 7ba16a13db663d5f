"""Awards that are due and batches, as rows for people who pay."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from services.budget.contract.accounts import PaymentStage
from services.budget.contract.payments import BatchPaymentState, BatchState, BatchView, DueAward, StatusOutcome


@dataclass(frozen=True, slots=True)
class DueRow:
    """One award. `state`: why it cannot be paid yet, or where it is; `href`: where to do something about it."""

    award: DueAward
    state: str
    href: str
    action: str

    @property
    def id(self) -> UUID:
        return self.award.initiative_id


def due_row(award: DueAward, _: Callable[[str], str]) -> DueRow:
    words = {
        PaymentStage.ACCOUNT_ASKED: _("nog geen rekening"),
        PaymentStage.WAITS_FOR_CODE: _("rekening wacht op de code"),
        PaymentStage.TO_CHECK: _("rekening nakijken"),
        PaymentStage.READY: _("kan betaald worden"),
        PaymentStage.ADVANCE_PAID: _("voorschot betaald; de rest na de vaststelling"),
        PaymentStage.IN_BATCH: _("in een betaalbatch"),
        PaymentStage.AT_THE_BANK: _("bij de bank"),
    }
    href, action = "", ""
    if award.check_account_id:
        href, action = f"/rekeningen/{award.check_account_id}", _("Kijk na")
    elif award.batch_id:
        href, action = f"/betaalbatches/{award.batch_id}", _("Bekijk")
    elif award.stage is PaymentStage.ADVANCE_PAID:
        href, action = f"/ideeen/{award.initiative_id}/wijziging", _("Stel vast")
    elif award.stage is PaymentStage.ACCOUNT_ASKED:
        href, action = f"/ideeen/{award.initiative_id}/rekening", _("Vul in")
    return DueRow(award, words.get(award.stage, ""), href, action)


def batch_words(batch: BatchView, _: Callable[[str], str]) -> str:
    if batch.state is BatchState.HANDED_OVER and batch.paid_count + batch.failed_count == batch.payment_count:
        return _("klaar")
    return {
        BatchState.PREPARED: _("wacht op een tweede persoon"),
        BatchState.RELEASED: _("vrijgegeven, nog niet naar de bank"),
        BatchState.HANDED_OVER: _("bij de bank"),
        BatchState.WITHDRAWN: _("ingetrokken"),
    }[batch.state]


def payment_words(state: BatchPaymentState, batch: BatchState, _: Callable[[str], str]) -> str:
    """How a payment ended; one that has not left the house is not under way."""
    not_gone = {BatchState.PREPARED: _("nog niet vrijgegeven"), BatchState.RELEASED: _("nog niet naar de bank")}
    return {
        BatchPaymentState.UNDER_WAY: not_gone.get(batch, _("onderweg")),
        BatchPaymentState.PAID: _("betaald"),
        BatchPaymentState.FAILED: _("mislukt"),
        BatchPaymentState.WITHDRAWN: _("ingetrokken"),
    }[state]


def outcome_words(outcome: StatusOutcome, _: Callable[[str], str]) -> str:
    return {
        StatusOutcome.PAID: _("betaald, staat in het grootboek"),
        StatusOutcome.FAILED: _("mislukt"),
        StatusOutcome.KNOWN: _("wisten we al"),
        StatusOutcome.UNKNOWN: _("niet gevonden, of al anders afgelopen"),
        StatusOutcome.OTHER_AMOUNT: _("ander bedrag dan in de betaalbatch; er is niets geboekt"),
    }[outcome]
