"""Paying: which awards go in a batch, why one is withdrawn, and what became of a payment."""

import datetime as dt
from uuid import UUID

from starlette.datastructures import FormData

from frontend.forms.form import Form
from services.budget.contract.payments import ReleaseBatch, SettlePayment, WithdrawBatch

PAID, CAME_BACK, ACCOUNT_WRONG = "betaald", "mislukt", "rekening"


class BatchForm(Form):
    """One box per award, `idee-<id>`."""

    def __init__(self, data: FormData | None = None, language: str = "nl", **first: str) -> None:
        super().__init__(data, language, **first)
        self.picked = {
            name.removeprefix("idee-") for name, value in self.typed.items() if name[:5] == "idee-" and value
        }

    def chosen(self, ready: list[UUID]) -> list[UUID]:
        """The ticked ones among these; without one it says so."""
        picked = [each for each in ready if str(each) in self.picked]
        if not picked:
            self.errors["ideeen"] = self._("Kies minstens één betaling")
        return picked


class StepForm(Form):
    """What one does with a batch."""

    def release(self) -> ReleaseBatch:
        cents = self["som"]
        return ReleaseBatch(version=self.version(), total_cents=int(cents) if cents.isdecimal() else 0)

    def withdrawal(self) -> WithdrawBatch | None:
        reason = self.text("reden", self._("Schrijf waarom je hem intrekt"), most=300)
        return None if self.errors else WithdrawBatch(version=self.version(), reason=reason)


class OutcomeForm(Form):
    """What became of one payment."""

    def outcome(self, today: dt.date) -> SettlePayment | None:
        _ = self._
        how = self.choice("afloop", {PAID, CAME_BACK, ACCOUNT_WRONG}, _("Kies hoe het afliep"))
        on = self._day(today)
        reason = "" if how == PAID or self.errors else self.text("reden", _("Schrijf wat de bank zei"), most=200)
        if self.errors:
            return None
        return SettlePayment(is_paid=how == PAID, on=on, reason=reason, ask_account=how == ACCOUNT_WRONG)

    def _day(self, today: dt.date) -> dt.date:
        try:
            day = dt.date.fromisoformat(self["dag"])
        except ValueError:
            self.errors["dag"] = self._("Kies de dag waarop de bank dit deed")
            return today
        if day > today:
            self.errors["dag"] = self._("Deze dag is nog niet geweest")
        return day
