"""The overview of subsidies that the Open Government Act asks for (Wet open overheid, article 3.3a)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.budget.domain.open_award import OpenAward, Organisation

WHY_LEFT_OUT = {
    "nl": "Deze bedragen gingen naar mensen. De wet vraagt om een overzicht van subsidies aan anderen dan natuurlijke "
    "personen (Woo, artikel 3.3a). Wat mensen kregen, staat zonder naam in de open data.",
    "en": "This money went to people. The law asks for an overview of subsidies to others than natural persons "
    "(Dutch Open Government Act, article 3.3a). What people got stands in the open data, without their names.",
}


@dataclass(frozen=True, slots=True)
class WooRow:
    """One subsidy: on which basis, to whom, for what, how much and when. Amounts in cents."""

    basis: str
    recipient: str
    activities: str
    awarded_cents: int
    paid_cents: int
    awarded_on: date
    initiative_id: str


@dataclass(frozen=True, slots=True)
class WooOverview:
    """The rows, and what is not among them: how many awards went to natural persons, and how many cents.

    The rows and what was left out are together all awards. `WHY_LEFT_OUT` says why.
    """

    rows: tuple[WooRow, ...]
    left_out: int
    left_out_cents: int


def overview(awards: Iterable[OpenAward], basis: str) -> WooOverview:
    """Awards to organisations, the earliest first; `basis` is the scheme they rest on, as the decision letters say."""
    every = sorted(awards, key=lambda award: (award.awarded_on, award.initiative_id))
    persons = [award for award in every if award.is_person]
    return WooOverview(
        tuple(_row(award, award.organisation, basis) for award in every if award.organisation),
        len(persons),
        sum(award.amount_cents for award in persons),
    )


def _row(award: OpenAward, recipient: Organisation, basis: str) -> WooRow:
    return WooRow(
        basis=basis,
        recipient=recipient.name,
        activities=award.title,
        awarded_cents=award.amount_cents,
        paid_cents=award.paid_cents,
        awarded_on=award.awarded_on,
        initiative_id=award.initiative_id,
    )
