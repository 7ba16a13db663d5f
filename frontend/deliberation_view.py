"""How an idea is decided, as pages say it."""

from collections.abc import Callable
from dataclasses import dataclass

from frontend.scheme_words import way_sentence
from services.budget.contract.deliberations import Deliberation, RisenFrom


@dataclass(frozen=True)
class Told:
    """`way` is a sentence; `year` leads to the scheme it stands in."""

    year: int
    way: str
    risen: RisenFrom | None


def told_of(found: Deliberation, year: int, _: Callable[[str], str]) -> Told:
    return Told(year, way_sentence(found.way, found.consent_days, _), found.risen)
