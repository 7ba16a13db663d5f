"""Places that are alike, who can cope, funnels and rings that turn: rules without a database."""

import pytest

from services.profiles.domain.coping import USUAL, Assumptions, estimate_coping
from services.profiles.domain.funnel_plot import funnel_lines
from services.profiles.domain.similar import Scale, most_alike, scale_of
from services.profiles.domain.statistics.evidence import Count
from services.profiles.domain.statistics.intervals import Interval
from services.profiles.domain.winding import right_handed

COLUMNS = {
    "a": {"here": 10.0, "near": 11.0, "far": 30.0, "half": 10.0},
    "b": {"here": 5.0, "near": 5.0, "far": 9.0, "half": 5.0},
    "c": {"here": 1.0, "near": 2.0, "far": 7.0},
}
PLACES = ("here", "near", "far", "half")


def scales(columns: dict[str, dict[str, float]]) -> dict[str, Scale | None]:
    return {code: scale_of(column) for code, column in columns.items()}


def test_one_extreme_place_does_not_move_the_scale() -> None:
    usual = {str(n): float(n) for n in range(11)}
    assert scale_of(usual) == scale_of(usual | {"10": 5000.0})
    assert scale_of(usual) == Scale(5.0, pytest.approx(1.4826 * 3), "mad")


def test_where_most_places_are_the_same_the_standard_deviation_serves() -> None:
    scale = scale_of({"a": 0.0, "b": 0.0, "c": 0.0, "d": 4.0})
    assert scale is not None
    assert (scale.how, scale.middle) == ("sd", 1.0)
    assert scale_of({"a": 2.0, "b": 2.0}) is None
    assert scale_of({}) is None


def test_the_distance_is_the_root_mean_square_in_usual_distances() -> None:
    given = {code: Scale(0.0, 2.0, "mad") for code in COLUMNS}
    alike = most_alike("here", COLUMNS, given, PLACES, 5)
    assert [place.key for place in alike.nearest] == ["near", "far"]
    assert alike.nearest[0].distance == pytest.approx(((0.5**2 + 0 + 0.5**2) / 3) ** 0.5)


def test_a_missing_figure_is_not_taken_for_a_middle_one() -> None:
    alike = most_alike("here", COLUMNS, scales(COLUMNS), PLACES, 5)
    assert "half" not in {place.key for place in alike.nearest}
    assert (alike.compared, alike.incomplete) == (2, 1)


def test_a_figure_the_place_lacks_itself_is_left_out_and_named() -> None:
    columns = COLUMNS | {"d": {"near": 1.0, "far": 2.0}}
    alike = most_alike("here", columns, scales(columns), PLACES, 5)
    assert (alike.missing_here, set(alike.scales)) == (["d"], {"a", "b", "c"})


def test_too_few_figures_find_nothing_alike() -> None:
    columns = {code: COLUMNS[code] for code in ("a", "b")}
    assert most_alike("here", columns, scales(columns), PLACES, 5).nearest == []


def test_the_estimate_is_the_sum_of_both_groups() -> None:
    found = estimate_coping(Count.exact(100), Count.exact(1000), USUAL)
    assert found.too_much.low == pytest.approx(100 * 0.25 + 900 * 0.01)
    assert found.too_much.high == pytest.approx(100 * 0.40 + 900 * 0.12)
    assert found.can_cope.low == pytest.approx(1000 - found.too_much.high)
    assert found.can_cope.high == pytest.approx(1000 - found.too_much.low)


def test_what_was_rounded_away_makes_the_estimate_wider() -> None:
    exact = estimate_coping(Count.exact(100), Count.exact(1000), USUAL)
    rounded = estimate_coping(Count.off_by(100, 5), Count.off_by(1000, 4), USUAL)
    assert rounded.too_much.low < exact.too_much.low < exact.too_much.high < rounded.too_much.high


def test_also_when_more_is_too_much_for_others_the_ends_are_the_ends() -> None:
    turned = Assumptions(around_minimum=Interval(0.0, 0.1), others=Interval(0.5, 0.6))
    found = estimate_coping(Count.off_by(100, 50), Count.exact(1000), turned)
    assert found.too_much.low == pytest.approx(850 * 0.5)
    assert found.too_much.high == pytest.approx(950 * 0.6 + 50 * 0.1)


def test_a_funnel_of_nobody_has_no_lines() -> None:
    assert funnel_lines(0.1, 0) == []
    assert [line.people for line in funnel_lines(0.1, 1000)][-1] == 1000


def test_rings_turn_as_geojson_wants() -> None:
    clockwise = [[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]
    turned = right_handed({"type": "Polygon", "coordinates": [clockwise, clockwise]})
    assert turned["coordinates"] == [clockwise[::-1], clockwise]
    assert right_handed({"type": "MultiPolygon", "coordinates": [[clockwise]]})["coordinates"] == [[clockwise[::-1]]]
