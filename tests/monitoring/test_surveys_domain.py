"""How scores lie and which groups are told apart: no row is about few, and nothing can be found by subtracting."""

import statistics
from collections import Counter
from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from services.monitoring.domain.surveys import links
from services.monitoring.domain.surveys.points import DEFAULT_POINTS
from services.monitoring.domain.surveys.release import ENOUGH, GROUPS, counted_rows, rows_of
from services.monitoring.domain.surveys.spread import SCORES, spread_of

SIZES = st.dictionaries(st.sampled_from(GROUPS), st.integers(0, 40), min_size=0, max_size=3)
A_SCORE = st.integers(1, 5)
ANSWERS = st.lists(
    st.tuples(st.sampled_from(GROUPS), st.dictionaries(st.integers(1, 3), A_SCORE, max_size=3)), max_size=60
)


def test_ten_points_each_in_two_languages() -> None:
    assert len(DEFAULT_POINTS) == 10
    assert len({point.name for point in DEFAULT_POINTS}) == 10
    assert DEFAULT_POINTS[0].name == "Sturing, verantwoording en monitoring"


@given(st.lists(A_SCORE, min_size=1, max_size=80))
def test_the_spread_is_that_of_the_scores_themselves(scores: list[int]) -> None:
    spread = spread_of(Counter(scores))
    in_order = sorted(scores)
    assert (spread.answers, sum(spread.counts)) == (len(scores), len(scores))
    assert spread.counts == tuple(scores.count(score) for score in SCORES)
    assert abs(spread.mean - Decimal(sum(scores)) / len(scores)) <= Decimal("0.05")
    assert float(spread.median) == statistics.median(scores)
    for bound, part in ((spread.low, 0.25), (spread.high, 0.75)):
        assert bound in scores
        assert sum(score <= bound for score in in_order) >= part * len(scores)
        assert sum(score < bound for score in in_order) < part * len(scores)
    assert spread.low <= spread.median <= spread.high


def test_a_half_is_rounded_upwards() -> None:
    assert spread_of({1: 13, 2: 7}).mean == Decimal("1.4")  # 1.35


@given(SIZES)
def test_no_row_is_small_and_every_answer_is_in_one_row(answers: dict[str, int]) -> None:
    rows = rows_of(answers)
    in_rows = [group for row in rows for group in row]
    assert all(sum(answers[group] for group in row) >= ENOUGH for row in rows)
    if rows:
        assert sorted(in_rows) == sorted(group for group in answers if answers[group])
    else:
        assert sum(answers.values()) < ENOUGH


@given(SIZES)
def test_nobody_finds_a_small_number_by_subtracting(answers: dict[str, int]) -> None:
    """Whatever rows are taken from the total: what is left is nothing, or at least what is enough."""
    sizes = [sum(answers[group] for group in row) for row in rows_of(answers)]
    total = sum(sizes)
    for count in range(1, len(sizes) + 1):
        for taken in combinations(sizes, count):
            rest = total - sum(taken)
            assert rest == 0 or rest >= ENOUGH


@given(SIZES)
def test_a_group_that_is_large_enough_stands_alone_unless_others_need_it(answers: dict[str, int]) -> None:
    small = sum(size for size in answers.values() if size < ENOUGH)
    if small == 0 or small >= ENOUGH:
        alone = {row[0] for row in rows_of(answers) if len(row) == 1}
        assert {group for group, size in answers.items() if size >= ENOUGH} <= alone


@given(ANSWERS)
def test_what_is_shown_of_a_point_is_what_was_answered(answers: list[tuple[str, dict[int, int]]]) -> None:
    for point in (1, 2, 3):
        given_scores = [scores[point] for _, scores in answers if point in scores]
        rows = counted_rows(point, answers)
        shown: Counter[int] = Counter()
        for groups, counts in rows:
            assert counts == Counter(scores[point] for group, scores in answers if group in groups and point in scores)
            shown += counts
        assert shown == (Counter(given_scores) if len(given_scores) >= ENOUGH else Counter())


def test_two_small_groups_are_told_together_and_one_takes_the_smallest_with_it() -> None:
    assert rows_of({"partners": 30, "associations": 3, "residents": 4}) == [
        ("partners",),
        ("associations", "residents"),
    ]
    assert rows_of({"partners": 30, "associations": 8, "residents": 4}) == [
        ("partners",),
        ("associations", "residents"),
    ]
    assert rows_of({"partners": 30, "associations": 2, "residents": 0}) == [("partners", "associations")]
    assert rows_of({"partners": 4}) == []


@given(st.uuids(), st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_a_link_can_be_made_again_with_its_key_only(invitation: object, secret: bytes, pepper: bytes) -> None:
    key, other = links.key_of(secret, pepper), links.key_of(secret, pepper + b"x")
    made = links.link_secret(key, invitation)  # type: ignore[arg-type]
    assert made == links.link_secret(key, invitation)  # type: ignore[arg-type]
    assert made != links.link_secret(other, invitation)  # type: ignore[arg-type]


def test_a_code_is_the_same_however_it_is_copied() -> None:
    code = links.new_code()
    assert len(code) == 11
    assert links.code_hash(b"k", code) == links.code_hash(b"k", f" {code.lower().replace('-', ' ')}")
