"""A division of the municipality: nothing in two areas, and nothing forgotten in silence."""

from hypothesis import given
from hypothesis import strategies as st

from services.profiles.domain.division import area_ids, new_area_id
from services.profiles.domain.layout import ChosenArea, District, layout_faults, uncovered

TWO = [
    District("WK01", "Noord", (("BU0101", "Dorp"), ("BU0102", "Veld"))),
    District("WK02", "Zuid", (("BU0201", "Kern"),)),
]
CODES = ["WK01", "WK02", "BU0101", "BU0102", "BU0201"]


def rules(*areas: ChosenArea) -> list[tuple[int, str]]:
    return [(fault.place, fault.rule) for fault in layout_faults(areas, TWO)]


def test_a_region_belongs_to_one_area_at_most() -> None:
    assert rules(ChosenArea("a", "A", ("WK01",)), ChosenArea("b", "B", ("WK01", "WK02"))) == [(1, "region-twice")]


def test_a_district_and_one_of_its_neighbourhoods_overlap_whichever_comes_first() -> None:
    whole, part = ChosenArea("a", "A", ("WK01",)), ChosenArea("b", "B", ("BU0102",))
    assert rules(whole, part) == [(1, "within-each-other")]
    assert rules(part, whole) == [(0, "within-each-other")]
    assert rules(ChosenArea("a", "A", ("WK01", "BU0101"))) == [(0, "within-each-other")]


def test_areas_can_be_told_apart_and_consist_of_regions_we_know() -> None:
    assert rules(ChosenArea("a", "Dorp", ("WK01",)), ChosenArea(None, "dorp ", ("WK02",))) == [(1, "same-name")]
    twice = rules(ChosenArea("a", "A", ("WK01",)), ChosenArea("a", "B", ("WK02",)))
    assert twice == [(0, "area-twice"), (1, "area-twice")]
    assert rules(ChosenArea("a", "A", ("WK99",))) == [(0, "unknown-region")]


def test_what_is_left_over_is_the_district_or_what_is_left_of_it() -> None:
    assert uncovered(set(), TWO) == [("WK01", "Noord"), ("WK02", "Zuid")]
    assert uncovered({"BU0101"}, TWO) == [("BU0102", "Veld"), ("WK02", "Zuid")]
    assert uncovered({"BU0101", "BU0102", "WK02"}, TWO) == []


@given(choices=st.dictionaries(st.sampled_from(CODES), st.sampled_from("ABC")))
def test_without_faults_every_neighbourhood_is_in_one_area_or_left_over(choices: dict[str, str]) -> None:
    chosen = [ChosenArea(name, name, tuple(c for c, a in choices.items() if a == name)) for name in "ABC"]
    left = {code for code, _ in uncovered(set(choices), TWO)}
    faults = layout_faults(chosen, TWO)
    for district in TWO:
        for code, _ in district.neighbourhoods:
            times = sum(1 for at in (code, district.code) if at in choices)
            assert times < 2 or faults
            assert times > 0 or code in left or district.code in left
            assert times == 0 or (code not in left and district.code not in left)


@given(names=st.lists(st.text(max_size=90), max_size=8))
def test_an_area_gets_an_id_that_no_area_ever_had(names: list[str]) -> None:
    ids = area_ids(names)
    assert len(set(ids)) == len(names)
    assert all(len(area_id) <= 80 for area_id in ids)
    assert new_area_id("De Wijert", ["de-wijert", "de-wijert-2"]) == "de-wijert-3"
