"""An indicator nobody described, from CBS's own metadata of 2020 as its API gives it."""

import json
from functools import cache
from pathlib import Path

import pytest

from services.profiles.domain.new_indicator import code_of, kind_of, rounding_of, theme_of, unit_of, weight_of
from services.profiles.sources.columns import columns_of
from services.profiles.sources.feed_v3 import topics_v3
from services.profiles.sources.packed import packed_columns
from services.profiles.sources.table import SourceColumn
from voorveld.sample_files import Indicator, iter_indicators

FIXTURES = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "cbs" / "api_fixtures"
PROPERTIES = FIXTURES / "84799NED_DataProperties.json"


@cache
def columns() -> dict[str, SourceColumn]:
    """The columns as the live metadata tells them, or as the sample packed it where those files are not there."""
    if PROPERTIES.exists():
        topics = topics_v3(json.loads(PROPERTIES.read_text(encoding="utf-8"))["value"])
        return {column.stem: column for column in columns_of(topics, (), source="84799NED")}
    return {column.stem: column for known in packed_columns().values() for _, column in known}


@cache
def described() -> dict[str, Indicator]:
    """By stem: what a person made of the same column."""
    return {i.columns[0].lower(): i for i in iter_indicators() if len(i.columns) == 1}


def guessed_kind(stem: str) -> str:
    column = columns()[stem]
    return kind_of(column.unit, column.title, column.decimals)


def test_every_column_gets_the_kind_a_person_gave_it() -> None:
    wrong = {stem: guessed_kind(stem) for stem in columns() if guessed_kind(stem) != described()[stem].kind}
    assert wrong == {}


def test_every_column_gets_the_theme_a_person_gave_it_but_for_a_few() -> None:
    themes = {stem: theme_of(column.theme) for stem, column in columns().items()}
    other = {stem: theme for stem, theme in themes.items() if theme != described()[stem].theme}
    assert other == {
        "jongerenmetjeugdzorginnatura": "care",
        "percentagejongerenmetjeugdzorg": "care",
        "afstandtotkinderdagverblijf": "amenities",
        "afstandtotschool": "amenities",
        "scholenbinnen3km": "amenities",
        "omgevingsadressendichtheid": "land",
        "mediaanvermogenvanparticulierehuish": "income",
    }


def test_a_unit_is_one_of_ours_for_every_column_of_2020() -> None:
    ours = {"percent", "number", "km", "per_1000", "people_per_km2", "per_km2", "per_household", "euro_1000", "kwh"}
    assert {unit_of(column.unit) for column in columns().values()} <= ours | {"m3", "hectare", "class"}
    assert unit_of("meter") == "meter"  # The source's own word.
    assert unit_of("") == "number"


def test_an_average_that_is_called_a_number_is_never_added() -> None:
    assert guessed_kind("gemiddeldehuishoudensgrootte") == "average"
    assert guessed_kind("scholenbinnen3km") == "average"
    assert kind_of("x 1 000 euro") == "average"


@pytest.mark.parametrize(
    ("kind", "unit", "theme", "weight"),
    [
        ("share", "percent", "housing", "homes"),
        ("rate", "per_1000", "safety", "inhabitants"),
        ("average", "km", "amenities", "inhabitants"),
        ("share", "percent", "work", None),
        ("average", "euro_1000", "income", None),
        ("count", "number", "care", None),
    ],
)
def test_a_weight_is_given_only_where_the_whole_is_known(kind: str, unit: str, theme: str, weight: str | None) -> None:
    assert weight_of(kind, unit, theme) == weight


def test_counts_of_people_are_rounded_at_random_and_other_counts_to_five() -> None:
    assert rounding_of("count", "number", "population") == "random_5"
    assert rounding_of("count", "number", "mobility") == "fives"
    assert rounding_of("share", "percent", "population") == "decimals"


def test_a_group_we_do_not_know_keeps_its_own_name() -> None:
    assert theme_of("Toerisme / Hotels") == "Toerisme"
    assert theme_of("") == "other"
    assert code_of("Percentage Iets-nieuws") == "cbs_percentage_iets_nieuws"


def test_numbers_are_a_count_only_when_they_are_known_to_be_whole() -> None:
    assert kind_of("aantal", "Woningen", 0) == "count"
    assert kind_of("aantal", "Kamers", 1) == "average"
    assert kind_of("aantal", "Woningen", None) == "average"
