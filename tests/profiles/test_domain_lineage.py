"""Which region is the same place in another year, and what is left of it when it is not (facts.md §6, trap 1)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.profiles.domain.follow import follow
from services.profiles.domain.identity import Doubt, Snapshot, doubt_between, is_same_name
from services.profiles.domain.lineage import Followed, History, Portion, RegionShare
from services.profiles.domain.overlap import are_as_detailed, overlap

NAMES_2020 = {
    "WK190102": "Wijk 02 Bodegraven Centrum",
    "WK190103": "Wijk 03 Bodegraven Zuid",
    "WK190104": "Wijk 04 Nieuwerbrug Noord",
    "WK190105": "Wijk 05 Nieuwerbrug Zuid",
    "WK190106": "Wijk 06 Reeuwijk Dorp",
}
NAMES_2024 = {
    "WK190102": "Bodegraven-Zuid",
    "WK190103": "Nieuwerbrug aan den Rijn",
    "WK190104": "Reeuwijk-Dorp",
}


def a_move(old: str, new: str, share: Fraction | int = 1, years: tuple[int, int] = (2020, 2021)) -> RegionShare:
    name = NAMES_2024.get(new, new) if years[1] == 2021 else ""
    return RegionShare(years[0], old, years[1], new, Fraction(share), to_name=name)


def regions(**years: dict[str, str]) -> dict[tuple[str, int], Snapshot]:
    return {
        (code, int(year[1:])): Snapshot(code, int(year[1:]), name)
        for year, names in years.items()
        for code, name in names.items()
    }


BODEGRAVEN = History(
    regions(_2020=NAMES_2020, _2024=NAMES_2024),
    (
        a_move("WK190102", "WK190102"),
        a_move("WK190103", "WK190102"),
        a_move("WK190104", "WK190103"),
        a_move("WK190105", "WK190103"),
        a_move("WK190106", "WK190104"),
    ),
)


def whole(*codes: str) -> tuple[Portion, ...]:
    return tuple(Portion(code) for code in codes)


def doubts(followed: Followed) -> dict[str, Doubt]:
    return {broken.code: broken.doubt for broken in followed.breaks}


def test_trap_1_the_same_code_with_another_name_is_another_place() -> None:
    """WK190103 is Bodegraven Zuid (10,665 inhabitants) in 2020 and Nieuwerbrug (1,940) in 2024."""
    without_mappings = History(BODEGRAVEN.regions)
    for since, to in ((2020, 2024), (2024, 2020)):
        assert doubts(follow(without_mappings, ["WK190103"], since, to)) == {"WK190103": Doubt.OTHER_NAME}


def test_nieuwerbrug_of_2024_is_found_in_2020_over_the_recorded_mapping() -> None:
    followed = follow(BODEGRAVEN, ["WK190103"], 2024, 2020)
    assert followed.portions == whole("WK190104", "WK190105")
    assert [(m.from_code, m.to_code) for m in followed.mappings] == [
        ("WK190104", "WK190103"),
        ("WK190105", "WK190103"),
    ]
    assert not followed.breaks
    assert not followed.is_estimate


def test_a_district_that_was_merged_with_another_has_no_figure_of_its_own_any_more() -> None:
    assert doubts(follow(BODEGRAVEN, ["WK190103"], 2020, 2024)) == {"WK190103": Doubt.MERGED}
    together = follow(BODEGRAVEN, ["WK190102", "WK190103"], 2020, 2024)
    assert together.portions == whole("WK190102")
    assert not together.breaks


def test_a_mapping_is_believed_before_a_name() -> None:
    """Reeuwijk-Dorp took the code of Nieuwerbrug Noord; with the old name it would still be another place."""
    history = History(
        regions(_2020={"A": "Dorp", "B": "Veld"}, _2021={"A": "Dorp"}), (a_move("A", "A"), a_move("B", "A"))
    )
    assert doubts(follow(history, ["A"], 2020, 2021)) == {"A": Doubt.MERGED}
    assert follow(history, ["A"], 2021, 2020).portions == whole("A", "B")


def test_mappings_are_composed_over_years_and_a_part_counts_for_its_share() -> None:
    history = History(
        regions(_2020={"A": "Dorp", "B": "Veld"}, _2021={"C": "Nieuw"}, _2022={"C": "Nieuw"}, _2023={"D": "Later"}),
        (
            a_move("A", "C", Fraction(3, 5)),
            a_move("A", "E", Fraction(2, 5)),
            a_move("B", "C"),
            a_move("C", "D", Fraction(1, 2), (2022, 2023)),
            a_move("C", "F", Fraction(1, 2), (2022, 2023)),
        ),
    )
    followed = follow(history, ["D"], 2023, 2020)
    assert followed.portions == (Portion("A", Fraction(3, 10)), Portion("B", Fraction(1, 2)))
    assert followed.is_estimate
    assert len(followed.mappings) == 3


def test_the_parts_of_a_region_that_was_split_are_together_the_whole_again() -> None:
    history = History(
        regions(_2020={"A": "Groot"}, _2021={"B": "Oost", "C": "West"}),
        (a_move("A", "B", Fraction(1, 3)), a_move("A", "C", Fraction(2, 3))),
    )
    assert follow(history, ["B", "C"], 2021, 2020) == Followed(whole("A"), history.mappings)
    assert follow(history, ["A"], 2020, 2021).portions == whole("B", "C")


def test_what_is_half_recorded_is_no_proof() -> None:
    names = regions(_2020={"A": "Groot", "X": "Kern"}, _2021={"B": "Oost", "X": "Kern"}, _2022={"B": "Oost"})
    half = History(names, (a_move("A", "B", Fraction(1, 3)),))
    assert doubts(follow(half, ["A"], 2020, 2021)) == {"A": Doubt.NOT_ALL_KNOWN}
    gone = History(names, (a_move("X", "B"),))
    assert doubts(follow(gone, ["X"], 2021, 2020)) == {"X": Doubt.WENT_ELSEWHERE}
    taken = History(names, (a_move("A", "X"),))
    assert doubts(follow(taken, ["X"], 2020, 2021)) == {"X": Doubt.WENT_ELSEWHERE}
    over = History(names, (a_move("A", "B", 1, (2020, 2022)),))
    assert doubts(follow(over, ["B"], 2022, 2021)) == {"B": Doubt.BETWEEN}
    assert doubts(follow(over, ["A"], 2020, 2021)) == {"A": Doubt.BETWEEN}
    assert doubts(follow(half, ["Z"], 2020, 2021)) == {"Z": Doubt.NOT_THERE}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Wijk 06 Reeuwijk Dorp", "Reeuwijk-Dorp", True),
        ("Wijk 00", "wijk 00", True),
        ("Wijk 00", "Wijk 01", False),
        ("Abessinië", "abessinie", True),
        ("Bodegraven Zuid", "Nieuwerbrug aan den Rijn", False),
    ],
)
def test_a_name_is_the_same_but_for_case_accents_hyphens_and_the_number_before_it(
    one: str, other: str, same: bool
) -> None:
    assert is_same_name(one, other) is same


def a_square(west: float, south: float, wide: float = 1, points: int = 1) -> dict[str, object]:
    south_side = [[west + wide * i / points, south] for i in range(points)]
    rest = [[west + wide, south], [west + wide, south + 1], [west, south + 1], [west, south]]
    return {"type": "Polygon", "coordinates": [[*south_side, *rest]]}


def test_borders_of_both_years_weigh_more_than_the_flag_of_the_source() -> None:
    here, elsewhere = Snapshot("A", 2020, "Dorp", 1, a_square(0, 0)), Snapshot("A", 2024, "Dorp", 1, a_square(0.5, 0))
    assert doubt_between(here, elsewhere) is Doubt.OTHER_BORDERS
    still_there = Snapshot("A", 2024, "Dorp", 3, a_square(0.01, 0))
    assert doubt_between(here, still_there, flagged=[2024]) is None
    unknown = Snapshot("A", 2024, "Dorp", 3)
    assert doubt_between(here, unknown, flagged=[2024]) is Doubt.FLAGGED
    assert doubt_between(here, unknown, flagged=[2020, 2025]) is None


def test_a_rough_outline_beside_a_precise_one_proves_only_that_two_places_lie_apart() -> None:
    precise = Snapshot("A", 2020, "Dorp", None, a_square(0, 0, points=50))
    assert not are_as_detailed(precise.borders or {}, a_square(0, 0))
    assert doubt_between(precise, Snapshot("A", 2024, "Dorp", None, a_square(0.2, 0))) is None
    assert doubt_between(precise, Snapshot("A", 2024, "Dorp", None, a_square(0.6, 0))) is Doubt.OTHER_BORDERS


@given(west=st.floats(-2, 2), wide=st.floats(0.1, 3))
def test_the_overlap_of_two_rectangles_is_what_geometry_says(west: float, wide: float) -> None:
    shared = max(0.0, min(1.0, west + wide) - max(0.0, west))
    found = overlap(a_square(0, 0), a_square(west, 0, wide))
    assert found == pytest.approx(shared / (1 + wide - shared), abs=0.02)
    assert overlap(a_square(west, 0, wide), a_square(0, 0)) == pytest.approx(found)


def test_a_hole_is_outside_and_several_polygons_are_one_place() -> None:
    ring = a_square(0, 0, 3)["coordinates"]
    assert isinstance(ring, list)
    hole = {"type": "Polygon", "coordinates": [*ring, [[1, 0], [2, 0], [2, 1], [1, 1], [1, 0]]]}
    two = {"type": "MultiPolygon", "coordinates": [a_square(0, 0)["coordinates"], a_square(2, 0)["coordinates"]]}
    assert overlap(hole, two) == pytest.approx(1, abs=0.01)
    assert overlap({"type": "MultiPolygon", "coordinates": []}, {"type": "Polygon", "coordinates": []}) == 0


@st.composite
def a_recoding(draw: st.DrawFn) -> tuple[History, list[str], list[str]]:
    """Three old regions whose people are spread over at most three new ones, in quarters, all of them recorded."""
    old, new = ["A", "B", "C"], ["D", "E", "F"]
    moves = []
    for code in old:
        cuts = draw(st.lists(st.sampled_from(new), min_size=4, max_size=4))
        moves += [a_move(code, to, Fraction(cuts.count(to), 4)) for to in sorted(set(cuts))]
    there = sorted({move.to_code for move in moves})
    names = regions(_2020={code: code for code in old}, _2021={code: code for code in there})
    return History(names, tuple(moves)), old, there


@given(recoding=a_recoding())
def test_nobody_is_lost_or_counted_twice_when_all_is_recorded(recoding: tuple[History, list[str], list[str]]) -> None:
    history, old, new = recoding
    assert set(follow(history, new, 2021, 2020).portions) == set(whole(*old))
    assert set(follow(history, old, 2020, 2021).portions) == set(whole(*new))
    each = [follow(history, [code], 2021, 2020) for code in new]
    for code in old:
        assert sum(p.share for followed in each for p in followed.portions if p.code == code) == 1


@given(recoding=a_recoding(), since=st.sampled_from([2020, 2021]))
def test_forward_every_region_found_is_made_of_ours_alone(
    recoding: tuple[History, list[str], list[str]], since: int
) -> None:
    history, old, _ = recoding
    followed = follow(history, old[:2], 2020, 2021)
    for code in followed.codes:
        assert follow(history, [code], 2021, 2020).codes <= set(old[:2])
    assert follow(history, old, since, since).portions == whole(*old)
