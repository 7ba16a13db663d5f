"""How an indicator's figure is made, which year answers, and which region is the same place."""

from fractions import Fraction

from services.profiles.domain.aggregate import Kind, Reason
from services.profiles.domain.catalogue import Recipe, Values, figure, ingredients_of
from services.profiles.domain.division import divide
from services.profiles.domain.follow import follow
from services.profiles.domain.identity import Snapshot
from services.profiles.domain.lineage import Followed, History, Portion
from services.profiles.domain.secrets import hash_of, new_secret
from services.profiles.domain.values import Status, Value
from services.profiles.domain.years import year_that_answers


def a_recipe(code: str = "children", kind: Kind = Kind.COUNT, **parts: object) -> Recipe:
    values = {"numerator": None, "denominator": None, "base": None, "factor": None, "minimum_base": 0} | parts
    return Recipe(code=code, kind=kind, **values)  # type: ignore[arg-type]


CARE = a_recipe("care_per_1000", Kind.RATE, numerator="care", denominator="young", factor=1000, minimum_base=100)


def some_values(**figures: dict[str, int]) -> Values:
    return {(region, code): Value.of(number) for region, codes in figures.items() for code, number in codes.items()}


def test_a_count_adds_up_over_the_regions_of_an_area() -> None:
    total = figure(a_recipe(), ["A", "B"], some_values(A={"children": 10}, B={"children": 15}))
    assert total.value == Value.of(25)


def test_a_figure_we_do_not_have_is_missing_and_never_zero() -> None:
    total = figure(a_recipe(), ["A", "B"], some_values(A={"children": 10}))
    assert total.value.status is Status.MISSING
    assert total.reason is Reason.COVERAGE_TOO_LOW


def test_a_rate_is_made_from_all_children_together_and_not_from_the_rates_of_the_parts() -> None:
    values = some_values(A={"care": 10, "young": 100}, B={"care": 10, "young": 900})
    assert figure(CARE, ["A", "B"], values).value == Value.of(20)


def test_a_rate_over_fewer_than_its_minimum_says_too_small() -> None:
    assert figure(CARE, ["A"], some_values(A={"care": 5, "young": 99})).value.status is Status.TOO_SMALL


def test_an_average_that_nobody_counted_cannot_be_put_together_but_stands_for_one_region() -> None:
    median = a_recipe("wealth", Kind.AVERAGE)
    values = some_values(A={"wealth": 30}, B={"wealth": 50})
    assert figure(median, ["A", "B"], values).reason is Reason.NO_WEIGHT_EXISTS
    assert figure(median, ["A"], values).value == Value.of(30)


def test_what_must_be_read_is_what_the_figures_are_made_from() -> None:
    assert ingredients_of([CARE, a_recipe(base="people")]) == {"care", "young", "children", "people"}


def test_the_newest_year_up_to_the_asked_one_answers_or_else_the_oldest() -> None:
    assert year_that_answers([2018, 2019, 2021], 2020) == 2019
    assert year_that_answers([2020, 2021], 2019) == 2020
    assert year_that_answers([], 2019) is None


def test_trap_1_an_area_does_not_count_the_figures_of_another_place_with_the_same_code() -> None:
    history = History(
        {
            ("WK190103", 2020): Snapshot("WK190103", 2020, "Bodegraven Zuid"),
            ("WK190103", 2024): Snapshot("WK190103", 2024, "Nieuwerbrug aan den Rijn"),
            ("WK190104", 2020): Snapshot("WK190104", 2020, "Oost"),
            ("WK190104", 2024): Snapshot("WK190104", 2024, "Oost"),
        }
    )
    rows = [("zuid", "Zuid", "WK190103", "Bodegraven Zuid"), ("oost", "Oost", "WK190104", "Oost")]
    division = divide(2020, rows, lambda codes: follow(history, codes, 2020, 2024))
    assert division.countable == {"WK190104"}
    assert [area.keys for area in division.areas] == [("WK190104",), ("",)]


def test_areas_stand_by_name_with_all_their_regions() -> None:
    rows = [("b", "beide", "1", "x"), ("a", "Alle", "2", "y"), ("b", "beide", "3", "z")]
    division = divide(2020, rows, lambda codes: Followed(tuple(Portion(code) for code in codes)))
    assert [area.id for area in division.areas] == ["a", "b"]
    assert [region.code for region in division.areas[1].regions] == ["1", "3"]
    assert division.area("c") is None


def test_of_a_part_of_a_region_counts_are_multiplied_and_the_figure_is_an_estimate() -> None:
    parts = [Portion("A", Fraction(1, 4)), Portion("B")]
    values = some_values(A={"care": 40, "young": 400, "children": 100}, B={"care": 10, "young": 900, "children": 5})
    children = figure(a_recipe(), parts, values)
    assert (children.value, children.is_estimate) == (Value.of(30), True)
    assert figure(CARE, parts, values).value == Value.of(20)
    share = a_recipe("single", Kind.SHARE, denominator="young")
    shares = some_values(A={"single": 20, "young": 400}, B={"single": 10, "young": 100})
    assert figure(share, parts, shares).value == Value.of(15)
    assert not figure(a_recipe(), ["A", "B"], values).is_estimate


def test_a_median_does_not_exist_for_a_part_of_a_region() -> None:
    median = a_recipe("wealth", Kind.AVERAGE)
    total = figure(median, [Portion("A", Fraction(1, 4))], some_values(A={"wealth": 30}))
    assert (total.value.status, total.reason) == (Status.NOT_APPLICABLE, Reason.NO_WEIGHT_EXISTS)


def test_a_part_that_cannot_be_found_back_is_missing_whatever_code_it_had() -> None:
    parts = [Portion("A"), Portion(None)]
    assert figure(a_recipe(), parts, some_values(A={"children": 10})).reason is Reason.COVERAGE_TOO_LOW


def test_a_secret_is_long_never_the_same_and_kept_as_a_hash() -> None:
    assert len({new_secret() for _ in range(100)}) == 100
    assert len(new_secret()) >= 43
    assert len(hash_of("x")) == 32
