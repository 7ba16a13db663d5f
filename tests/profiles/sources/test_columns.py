"""A measure keeps one name, however this year's table calls it."""

import pytest

from services.profiles.sources.columns import Topic, columns_of, stem, stem_of_title
from services.profiles.sources.packed import columns_of_keys, packed_columns, titles_used_twice
from services.profiles.sources.refused import SourceRefused
from voorveld.sample_files import iter_indicators


@pytest.mark.parametrize(
    "key", ["JongerenMetJeugdzorgInNatura_87", "JongerenMetJeugdzorgInNatura_91", "JongerenMetJeugdzorgInNatura_96"]
)
def test_trap_6_the_number_behind_a_column_does_not_count(key: str) -> None:
    assert columns_of_keys([key], "85039NED", source="x")[0].stem == "jongerenmetjeugdzorginnatura"


def test_trap_6_capitals_do_not_count() -> None:
    assert stem("NettoArbeidsparticipatie_67") == stem("Nettoarbeidsparticipatie_67")


def test_trap_6_a_title_and_a_key_lead_to_the_same_name() -> None:
    for found in packed_columns().values():
        for table, column in found:
            if table == "84799NED":
                assert stem_of_title(column.title) == stem(column.name)


def test_trap_9_age_bands_are_named_as_they_are() -> None:
    (column,) = columns_of_keys(["k_0Tot15Jaar_8"], "84799NED", source="x")
    assert (column.title, column.unit, column.theme) == ("0 tot 15 jaar", "aantal", "Bevolking / Leeftijdsgroepen")


def test_every_column_of_the_sample_catalogue_is_in_the_packed_one() -> None:
    stems = {column.stem for found in packed_columns().values() for _, column in found}
    assert {name.lower() for indicator in iter_indicators() for name in indicator.columns} <= stems


GAS = "gemiddeldaardgasverbruik_appartement"
POWER = "gemiddeldelektriciteitsverbruik_appartement"


def test_apartments_with_gas_and_with_electricity_are_two_measures() -> None:
    names = ["Appartement_48", "Appartement_56"]
    for table in ("84799NED", "84583NED"):
        assert [column.stem for column in columns_of_keys(names, table, source="x")] == [POWER, GAS]


def test_one_of_two_measures_with_the_same_title_is_not_taken_for_the_other() -> None:
    (column,) = columns_of_keys(["Appartement_60"], "85039NED", source="x")
    assert (column.stem, column.title) == ("appartement_60", "")
    label = Topic("label", "Appartement", ("Energie", "Gemiddeld aardgasverbruik", "Naar woningtype"), "m³")
    assert columns_of([label], titles_used_twice(), source="x")[0].stem == GAS


def test_a_column_nobody_knows_keeps_its_own_name() -> None:
    (column,) = columns_of_keys(["BuitenEuropa_19"], "85984NED", source="x")
    assert (column.stem, column.unit) == ("buiteneuropa", "")


def test_columns_that_cannot_be_told_apart_are_refused() -> None:
    with pytest.raises(SourceRefused) as caught:
        columns_of_keys(["Iets_1", "IETS_2"], "85984NED", source="file.csv")
    assert caught.value.slug == "column-twice"
    assert "Iets_1, IETS_2" in str(caught.value)
