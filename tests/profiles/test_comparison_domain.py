"""Which people a rate of several regions is about, and who is counted in a municipality and in none of its places."""

from services.profiles.domain.catalogue import Values
from services.profiles.domain.comparison import Rounding, evidence_of, unplaced
from services.profiles.domain.statistics.evidence import Count, Evidence
from services.profiles.domain.values import Value
from tests.profiles.test_domain_figures import CARE
from voorveld.sample_files import iter_indicators


def of(count: int | None, people: int | None) -> Evidence:
    return Evidence(None if count is None else Count.exact(count), None if people is None else Count.exact(people))


def test_people_of_whom_no_place_is_known_are_a_share_of_those_counted() -> None:
    assert unplaced(of(930, 10_000), of(1_000, 10_000)) == 1 - 930 / 1_000


def test_with_places_missing_nothing_is_said_of_people_without_a_place() -> None:
    assert unplaced(of(190, 2_000), of(1_000, 10_000)) == 0
    assert unplaced(of(900, 9_499), of(1_000, 10_000)) == 0
    assert unplaced(of(900, 9_500), of(1_000, 10_000)) > 0


def test_more_in_the_places_than_in_the_whole_is_rounding() -> None:
    assert unplaced(of(1_010, 10_000), of(1_000, 10_000)) == 0


def test_what_is_not_known_is_no_share() -> None:
    for parts, whole in ((of(None, 100), of(5, 100)), (of(5, None), of(5, 100)), (of(5, 100), of(0, 100))):
        assert unplaced(parts, whole) == 0


def test_every_count_of_the_catalogue_is_rounded_in_a_way_we_know() -> None:
    codes = {row.rounding for row in iter_indicators() if row.kind == "count" and row.unit != "hectare"} - {"sum"}
    assert {code for code in codes if Rounding((code,)).count("WK000001", Value.of(100)) is None} == set()


def group_of(*young: int | None, care: int | None = None) -> Count | None:
    """The group behind the care of an area of regions with so many young people; the first has so many with care."""
    values: Values = {
        **{(str(at), "young"): Value.of(size) for at, size in enumerate(young) if size is not None},
        **({("0", "care"): Value.of(care)} if care is not None else {}),
    }
    roundings = {"care": Rounding(("exact",)), "young": Rounding(("exact",))}
    return evidence_of(CARE, [str(at) for at in range(len(young))], values, roundings, 1).denominator


def test_without_a_count_above_the_line_the_group_is_everybody_in_the_area_and_not_its_first_region() -> None:
    assert group_of(830, 5_345) == Count.exact(6_175)


def test_without_a_count_above_the_line_a_region_of_unknown_size_leaves_the_group_unknown() -> None:
    assert group_of(830, None) is None
    assert group_of(None, 830) is None


def test_with_enough_counted_above_the_line_the_group_is_those_of_whom_it_is_known() -> None:
    assert group_of(5_345, 830, care=500) == Count.exact(5_345)
    assert group_of(830, 5_345, care=80) is None
