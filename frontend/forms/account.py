"""The account an award is paid to: number, name on it, and whose it is when it is not one's own."""

from frontend.forms.form import Form
from services.budget.contract.accounts import CheckAccount, EnterAccount, TellAccount
from services.budget.contract.payment_refusals import HolderNotReadable, IbanNotSepa, NotAnIban

FIELDS = {
    "iban": "iban",
    "holder": "naam",
    "note": "van_wie",
    "reason": "reden",
    NotAnIban.slug: "iban",
    IbanNotSepa.slug: "iban",
    HolderNotReadable.slug: "naam",
}
OWN, SOMEBODY_ELSES = "eigen", "ander"


class AccountForm(Form):
    def account(self) -> TellAccount | None:
        """The account, or None with the sentences in `errors`."""
        typed = self._typed()
        return None if self.errors else TellAccount.model_validate(typed)

    def at_the_desk(self) -> EnterAccount | None:
        """The same, entered by staff who saw a card or statement."""
        typed = self._typed()
        self.ticked("gezien", self._("Zet een vinkje als je de pas of het afschrift zag"))
        return None if self.errors else EnterAccount.model_validate(typed | {"seen": True})

    def _typed(self) -> dict[str, object]:
        _ = self._
        iban = self.text("iban", _("Vul het rekeningnummer in"), most=50)
        holder = self.text("naam", _("Vul in op welke naam de rekening staat"), most=70)
        whose = self.choice("wie", {OWN, SOMEBODY_ELSES}, _("Kies van wie de rekening is"))
        if iban and len(iban) < 5:
            self.errors["iban"] = _("Dit rekeningnummer is te kort. Een Nederlands nummer heeft 18 tekens.")
        typed: dict[str, object] = {"iban": iban, "holder": holder, "is_own": whose == OWN}
        if whose == SOMEBODY_ELSES:
            typed["note"] = self.text("van_wie", _("Schrijf van wie de rekening is"), most=300)
            typed["agreed"] = self.ticked("mag", _("Vraag het eerst, en zet dan een vinkje"))
        return typed


class CheckForm(Form):
    """What the officer says of an account: right, or not and why."""

    def checked(self) -> CheckAccount | None:
        _ = self._
        is_right = self.choice("oordeel", {"klopt", "klopt_niet"}, _("Kies of de rekening klopt")) == "klopt"
        reason = "" if is_right or self.errors else self.text("reden", _("Schrijf waarom niet"), most=300)
        if self.errors:
            return None
        return CheckAccount(version=self.version(), is_right=is_right, reason=reason)
