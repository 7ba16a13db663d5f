"""Which figures are evidence for a verdict, and which are not."""

from decimal import Decimal

from services.profiles.domain.aggregate import Kind
from services.profiles.domain.catalogue import Recipe, Values
from services.profiles.domain.comparison import Rounding, evidence_of
from services.profiles.domain.statistics.evidence import Evidence
from services.profiles.domain.values import Value

ROUNDINGS = {"inhabitants": Rounding(("random_5",))}


def evidence(kind: Kind, number: str) -> Evidence:
    """Of a figure that the source gives, of a thousand inhabitants."""
    recipe = Recipe("figure", kind, None, "inhabitants", None, None, 0)
    values: Values = {("BU1", "inhabitants"): Value.of(1000), ("BU1", "figure"): Value.of(Decimal(number))}
    return evidence_of(recipe, ["BU1"], values, ROUNDINGS, step=0.1)


def test_a_published_percentage_is_an_approximation_of_a_count() -> None:
    share = evidence(Kind.SHARE, "12.5")
    assert share.numerator is not None
    assert (share.numerator.published, share.is_approximation) == (125, True)


def test_a_published_rate_per_thousand_is_never_taken_for_a_percentage() -> None:
    assert evidence(Kind.RATE, "12.5").numerator is None
    assert evidence(Kind.RATE, "112").numerator is None


def test_more_than_all_of_them_is_no_evidence_and_no_fault() -> None:
    assert evidence(Kind.SHARE, "100.4").numerator is None
    assert evidence(Kind.SHARE, "100").numerator is not None
