"""Two places beside each other: apart or not, and when their difference is clear."""

import pytest

from services.profiles.domain.apart import are_apart
from services.profiles.domain.statistics.evidence import Count, Evidence
from services.profiles.domain.statistics.pair import judge_pair
from services.profiles.domain.statistics.reasons import Reason
from services.profiles.domain.statistics.verdict import Kind


def exactly(count: int, population: int) -> Evidence:
    return Evidence(Count.exact(count), Count.exact(population))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("WK051830", "WK051842", True),
        ("WK051830", "BU05183001", False),
        ("BU05183001", "BU05184201", True),
        ("GM0518", "WK051830", False),
        ("GM0518", "GM0014", True),
        ("NL00", "BU05183001", False),
        ("WK051830", "WK051830", False),
    ],
)
def test_codes_say_what_lies_in_what(one: str, other: str, apart: bool) -> None:
    assert are_apart([one], [other]) is are_apart([other], [one]) is apart


def test_an_area_is_apart_from_what_it_does_not_contain() -> None:
    area = ["WK051830", "WK051829", ""]
    assert are_apart(area, ["WK051842", ""])
    assert not are_apart(area, ["BU05182903"])


def test_newcombes_own_example_is_a_clear_difference() -> None:
    """Newcombe 1998, table II, contrast (a): 56/70 and 48/80, method 10 gives 0.0524 to 0.3339."""
    pair = judge_pair(exactly(56, 70), exactly(48, 80))
    assert pair.kind is Kind.CLEARLY_HIGHER
    assert pair.interval is not None
    assert (pair.interval.low, pair.interval.high) == pytest.approx((0.0524, 0.3339), abs=0.00005)
    assert pair.difference == pytest.approx(0.2)


def test_the_other_way_round_it_is_as_much_lower() -> None:
    pair, back = judge_pair(exactly(56, 70), exactly(48, 80)), judge_pair(exactly(48, 80), exactly(56, 70))
    assert back.kind is Kind.CLEARLY_LOWER
    assert pair.interval is not None
    assert back.interval is not None
    assert (back.interval.low, back.interval.high) == pytest.approx((-pair.interval.high, -pair.interval.low))


def test_three_pairs_ask_for_more_than_one() -> None:
    places = exactly(56, 70), exactly(45, 72)
    assert judge_pair(*places).kind is Kind.CLEARLY_HIGHER
    assert judge_pair(*places, comparisons=3).kind is Kind.NO_CLEAR_DIFFERENCE


def test_what_rounding_hides_makes_it_undecided() -> None:
    rounded = Evidence(Count.care_5(60), Count.random_5(435))
    assert judge_pair(rounded, exactly(108, 1060)).kind is Kind.UNDECIDED_ROUNDING


def test_a_secret_count_gives_no_verdict_unless_it_can_only_be_lower() -> None:
    secret = Evidence(Count.secret(), Count.exact(120))
    assert judge_pair(secret, exactly(15, 150)).reason is Reason.SECRET
    few = judge_pair(Evidence(Count.secret(), Count.exact(1000)), exactly(150, 1000))
    assert (few.kind, few.difference) == (Kind.CLEARLY_LOWER, None)


def test_what_is_no_part_of_a_group_gets_no_verdict() -> None:
    average = Evidence(None, None, is_proportion=False)
    assert judge_pair(exactly(1, 10), average).reason is Reason.NOT_A_PROPORTION
