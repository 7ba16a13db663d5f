"""At which field of the plan's form a refusal belongs, so that it stands where it is put right."""

from fractions import Fraction
from typing import Any

from frontend.forms.plan import PlanForm
from frontend.forms.shares import share_of
from services.budget.contract.plan_refusals import (
    NoWeight,
    PlanAllocation,
    PlanGroup,
    PlanKeyTooLong,
    PlanLinesAlike,
    PlanLineTwice,
    PlanTooDeep,
    PlanTwoRests,
    PlanWithoutAreas,
    SplitBaseTooHigh,
    SplitPartsTooLittle,
    SplitPartsTooMuch,
    SplitRestBelowZero,
    SplitShareOutOfRange,
    SplitWeightsNotOne,
)
from services.budget.contract.refusals import SourceNotUsable, UnknownSource
from services.kit.errors import KeyReused, Refusal
from services.profiles.contract.refusals import UnknownIndicator

AT_LINE: dict[type[Refusal], tuple[str, str]] = {
    PlanTwoRests: ("second", "maat"),
    PlanLineTwice: ("second", "soort"),
    PlanLinesAlike: ("second", "naam"),
    PlanTooDeep: ("line", "onder"),
    PlanGroup: ("line", "soort"),
    PlanAllocation: ("line", "soort"),
    PlanWithoutAreas: ("line", "soort"),
    SplitRestBelowZero: ("rest", "maat"),
}
"""Per refusal the fact that names the line, and the line's field."""


def take_refusal(form: PlanForm, refusal: Refusal) -> None:
    """Show a refusal of the plan at its field, or above the form when it is about the whole of it."""
    form.take(refusal)
    if not isinstance(refusal, KeyReused) and "" in form.errors:
        form.errors[field_of(form, refusal)] = form.errors.pop("")


def field_of(form: PlanForm, refusal: Refusal) -> str:
    """The name of the field; empty when no field is to blame."""
    facts = refusal.facts
    at_line = next((place for kind, place in AT_LINE.items() if isinstance(refusal, kind)), None)
    if at_line:
        return _at_row(form, str(facts.get(at_line[0], "")), at_line[1])
    if isinstance(refusal, SplitPartsTooLittle | SplitPartsTooMuch):
        return _at_row(form, str(facts.get("lines", "")), "hoeveel", begins=True)
    if isinstance(refusal, SplitBaseTooHigh):
        return "basis"
    if isinstance(refusal, SplitWeightsNotOne | PlanKeyTooLong):
        return f"d{form.parts()[-1]}-gewicht"
    if isinstance(refusal, NoWeight | UnknownIndicator):
        return _at_part(form, facts)
    if isinstance(refusal, SplitShareOutOfRange):
        return _at_share(form, str(facts.get("share", "")))
    return "bronnen" if isinstance(refusal, UnknownSource | SourceNotUsable) else ""


def _at_row(form: PlanForm, name: str, field: str, *, begins: bool = False) -> str:
    """The field of the line with this name; with `begins`, of the line this list of names begins with."""
    if begins:
        rows = sorted(
            (row for row in form.rows() if row.name and name.startswith(row.name)), key=lambda row: len(row.name)
        )
    else:
        rows = [row for row in form.rows() if row.name == name]
    return rows[-1].field(field) if rows else ""


def _at_part(form: PlanForm, facts: dict[str, Any]) -> str:
    """The component that asks for this indicator, alone or as the other half of a product."""
    code = str(facts.get("indicator") or facts.get("code") or "")
    for number in form.parts():
        first, times = form[f"d{number}-cijfer"], form[f"d{number}-keer"]
        if code in (first, f"{first} × {times}"):
            return f"d{number}-cijfer"
        if code and code == times:
            return f"d{number}-keer"
    return ""


def _at_share(form: PlanForm, share: str) -> str:
    fields = [row.field("hoeveel") for row in form.rows() if row.measure == "deel"]
    fields += [f"d{number}-gewicht" for number in form.parts()]
    return next((field for field in fields if _is_share(form[field], share)), "")


def _is_share(typed: str, share: str) -> bool:
    known = share_of(typed)
    return known is not None and bool(share) and Fraction(known) == Fraction(share)
