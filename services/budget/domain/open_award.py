"""An award as the open data knows it: what was promised and paid for what, and nothing by which a person is known."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Organisation:
    """A recipient that is no natural person; `kvk` is its number in the trade register, when it has one.

    A person's own business (eenmanszaak) is a natural person in law: it never comes in here.
    """

    name: str
    kvk: str = ""


@dataclass(frozen=True, slots=True)
class OpenPayment:
    """Money that left, in cents; what came back is below zero. `id` is the posting's."""

    id: str
    on: date
    cents: int


@dataclass(frozen=True, slots=True)
class OpenAward:
    """One award. Without an `organisation` the recipient is a natural person, of whom nothing is known here.

    `title` and `area_name` are what everybody may read on the initiative's page, `what` is a sentence of ours that
    leads there; no `area_id` means that it is for the whole municipality. `line_key` is the line of the plan, such as
    `areas/beijum`.
    """

    initiative_id: str
    year: int
    line_key: str
    title: str
    what: str
    amount_cents: int
    awarded_on: date
    area_id: str | None = None
    area_name: str = ""
    planned_from: date | None = None
    planned_to: date | None = None
    payments: tuple[OpenPayment, ...] = ()
    organisation: Organisation | None = None
    url: str = ""

    @property
    def is_person(self) -> bool:
        return self.organisation is None

    @property
    def paid_cents(self) -> int:
        """Paid, less what came back."""
        return sum(payment.cents for payment in self.payments)
