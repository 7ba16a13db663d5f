"""What people of a partner type to put a referral right, as monitoring takes it, with sentences at the fields."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from frontend.forms.form import Form
from services.monitoring.contract.referral_corrections import (
    SubmitCorrections,
    SubmitEndCorrections,
    SubmitWithdrawals,
)
from services.monitoring.contract.referrals import ReferralView

FIELDS = {
    "providerAgb": "aanbieder",
    "activity": "activiteit",
    "productCategory": "hulp",
    "referrer": "verwijzer",
    "responsibleMunicipality": "verantwoordelijk",
    "areaId": "gebied",
    "budgetEuros": "kosten",
    "reason": "reden",
}
NOT_ENDED = "niet"
Body = TypeVar("Body", SubmitCorrections, SubmitEndCorrections, SubmitWithdrawals)


def as_sent(referral: ReferralView) -> dict[str, str]:
    """The form as it is first seen: filled with what was sent."""
    return {
        "dag": referral.referred_on.isoformat() if referral.referred_on else "",
        "aanbieder": referral.provider_agb,
        "activiteit": referral.activity,
        "hulp": referral.product_category,
        "verwijzer": referral.referrer,
        "inwoner": "ja" if referral.lives_here else "nee",
        "verantwoordelijk": referral.responsible_municipality,
        "gebied": referral.area_id or "",
        "kosten": "" if referral.budget_cents is None else str(referral.budget_cents // 100),
        "reden": referral.reason,
        "einde": referral.ended_on.isoformat() if referral.ended_on else "",
        "einde_reden": referral.end_reason or NOT_ENDED,
    }


def correction_of(form: Form, reference: str) -> SubmitCorrections | None:
    """None, with a sentence at each field that is wrong, when it is not whole."""
    _ = form._
    row: dict[str, Any] = {api: form[name] for api, name in FIELDS.items()}
    row |= {"reference": reference, "version": form.version(), "livesHere": form["inwoner"] == "ja"}
    row["referredOn"] = form.day("dag", _("Schrijf de dag als 14-02-2020"))
    row["areaId"] = form["gebied"] or None
    row["budgetEuros"] = form.whole("kosten", "", most=9_999_999) if form["kosten"] else None
    row["reason"] = form.text("reden", _("Schrijf kort waarom je verwees"), 200)
    row["why"] = form.text("waarom", _("Schrijf wat er verkeerd was"), 200)
    return None if form.errors else _whole(form, SubmitCorrections, row, "corrections")


def end_of(form: Form, reference: str) -> SubmitEndCorrections | None:
    """Without a reason to end it did not end; then the day is not asked."""
    _ = form._
    row: dict[str, Any] = {"reference": reference, "version": form.version()}
    if form["einde_reden"] != NOT_ENDED:
        row["endedOn"] = form.day("einde", _("Schrijf de dag als 14-02-2020"))
        row["reason"] = form["einde_reden"]
    row["why"] = form.text("waarom_einde", _("Schrijf wat er verkeerd was"), 200)
    return None if form.errors else _whole(form, SubmitEndCorrections, row, "corrections")


def withdrawal_of(form: Form, reference: str) -> SubmitWithdrawals | None:
    """For good, so the reason is asked."""
    why = form.text("waarom_weg", form._("Schrijf waarom dit geen verwijzing was"), 200)
    row = {"reference": reference, "version": form.version(), "why": why}
    return None if form.errors else _whole(form, SubmitWithdrawals, row, "withdrawals")


def _whole(form: Form, kind: type[Body], row: Mapping[str, Any], rows_in: str) -> Body | None:
    try:
        return kind.model_validate({rows_in: [row]})
    except ValidationError as wrong:
        for error in wrong.errors():
            form.errors[_field_of(error["loc"])] = _sentence(form, _field_of(error["loc"]))
        return None


def _field_of(place: tuple[int | str, ...]) -> str:
    return FIELDS.get(str(place[2]), "") if len(place) > 2 else ""


def _sentence(form: Form, field: str) -> str:
    _ = form._
    return {
        "aanbieder": _("Schrijf de AGB-code: 8 cijfers"),
        "verantwoordelijk": _("Schrijf de code van de gemeente. Bijvoorbeeld: GM0014"),
        "activiteit": _("Kies een activiteit uit de afspraak"),
    }.get(field, _("Kijk nog eens naar wat je invulde."))
