"""What must hold of an indicator before a figure can be made of it, and finding one by words."""

from dataclasses import dataclass, replace

from services.profiles.domain.definition import Definition, faults_of, is_own, used_by
from services.profiles.domain.search import matches


@dataclass(frozen=True)
class Line:
    """An indicator as the rules see it: a count of a source, unless a test says otherwise."""

    code: str
    source_columns: str = "column"
    kind: str = "count"
    numerator: str | None = None
    denominator: str | None = None
    base: str | None = None
    factor: int | None = None
    key_figure: int | None = None
    name_nl: str = "Naam"
    name_en: str = "Name"
    definition_nl: str = "Wat telt mee."
    definition_en: str = "What counts."


PEOPLE, HOMES = Line("people", key_figure=1), Line("homes")
MEDIAN = Line("median", kind="average")
RATE = Line("rate", "", "rate", "homes", "people", factor=1000)


def rules(wanted: Line, *others: Line) -> list[tuple[str, str]]:
    catalogue: dict[str, Definition] = {line.code: line for line in (PEOPLE, HOMES, MEDIAN, *others)}
    return [(fault.at, fault.rule) for fault in faults_of(wanted, catalogue)]


def test_a_count_a_weighted_average_and_a_rate_of_two_counts_are_right() -> None:
    assert rules(Line("new")) == []
    assert rules(Line("new", kind="average", denominator="homes")) == []
    assert rules(Line("new", kind="average")) == []  # A median: it cannot be put together, and that is allowed.
    assert rules(RATE) == []


def test_only_a_count_of_a_source_divides_and_weighs() -> None:
    assert rules(replace(RATE, denominator="median")) == [("denominator", "no-count")]
    assert rules(replace(RATE, numerator="rate2"), replace(RATE, code="rate2")) == [("numerator", "no-count")]
    assert rules(replace(RATE, denominator="nobody")) == [("denominator", "unknown")]
    assert rules(Line("new", base="new")) == [("base", "unknown"), ("base", "goes-round")]


def test_what_is_computed_has_a_denominator_a_factor_that_fits_and_no_column() -> None:
    assert rules(replace(RATE, denominator=None)) == [("denominator", "denominator-needed")]
    assert rules(replace(RATE, factor=100)) == [("factor", "factor-other")]
    assert rules(replace(RATE, kind="share", factor=1000)) == [("factor", "factor-other")]
    assert rules(replace(RATE, kind="average")) == [("kind", "kind-computed")]
    assert rules(replace(RATE, source_columns="column")) == [("numerator", "read-not-computed")]
    assert rules(replace(RATE, numerator=None, factor=None)) == [("numerator", "numerator-needed")]
    assert rules(Line("new", factor=100)) == [("factor", "factor-alone")]


def test_populations_do_not_go_round() -> None:
    of_two = Line("of_two", base="two")
    assert rules(Line("two", base="of_two"), of_two) == [("base", "goes-round")]
    assert rules(Line("two", base="people"), of_two) == []


def test_a_place_on_the_first_screen_is_of_one_figure() -> None:
    assert rules(Line("new", key_figure=1)) == [("key_figure", "place-taken")]
    assert rules(replace(PEOPLE, base="homes")) == []


def test_what_others_divide_by_stays_a_count() -> None:
    assert rules(replace(PEOPLE, kind="average"), RATE) == [("kind", "used-as-count")]
    assert used_by("people", [RATE, HOMES]) == ["rate"]


def test_a_figure_of_the_municipalitys_own_is_known_by_its_column() -> None:
    assert is_own(Line("waiting", "own:waiting"))
    assert not is_own(PEOPLE)


def test_words_are_found_in_either_language_whatever_case_and_accents() -> None:
    line = replace(PEOPLE, name_nl="Huishoudens van één persoon", definition_en="Households of one person.")
    assert matches(line, "EEN huish")
    assert matches(line, "one person")
    assert matches(line, "")
    assert not matches(line, "een hond")
