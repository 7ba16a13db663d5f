"""The catalogue of the sample: whole, theme by theme, and fair."""

from itertools import groupby

from services.profiles.sources.packed import packed_columns
from voorveld.sample_files import iter_indicators, iter_values

THEMES = (
    "population relationships income finances housing energy youth_care care education work amenities mobility land"
    " safety background"
)


def test_the_catalogue_refers_to_itself_correctly() -> None:
    indicators = {indicator.code: indicator for indicator in iter_indicators()}
    for indicator in indicators.values():
        for code in (indicator.numerator, indicator.denominator, indicator.base):
            assert code is None or indicators[code].columns, indicator.code
        assert bool(indicator.columns) != bool(indicator.numerator and indicator.denominator and indicator.factor)
        assert indicator.kind in {"count", "share", "average", "rate"}
        assert indicator.direction in {"neutral", "higher_heavier", "lower_heavier"}
        assert all((indicator.name_nl, indicator.name_en, indicator.definition_nl, indicator.definition_en))


def test_the_catalogue_stands_theme_by_theme_and_has_eight_key_figures() -> None:
    indicators = list(iter_indicators())
    assert list(dict.fromkeys(indicator.theme for indicator in indicators)) == THEMES.split()
    assert [theme for theme, _ in groupby(indicators, lambda indicator: indicator.theme)] == THEMES.split()
    assert sorted(i.key_figure for i in indicators if i.key_figure is not None) == list(range(1, 9))
    assert len({indicator.code for indicator in indicators}) == len(indicators)


def test_every_column_cbs_describes_has_an_indicator() -> None:
    read = {stem.lower() for indicator in iter_indicators() for stem in indicator.columns}
    assert {column.stem for columns in packed_columns().values() for _, column in columns} <= read


def test_every_count_of_people_or_households_that_has_a_whole_has_a_share_that_can_get_a_verdict() -> None:
    """A verdict needs numerator and denominator; what CBS gives as a count must not stay one."""
    indicators = {indicator.code: indicator for indicator in iter_indicators()}
    divided = {indicator.numerator for indicator in indicators.values()}
    origins = {code for code in indicators if code.startswith("background_")}  # Neutral: no shares per origin.
    wholes = {"inhabitants", "households", "education_known", "income_recipients", "young_people_0_24"}
    undivided = {
        indicator.code
        for indicator in indicators.values()
        if indicator.kind == "count" and indicator.unit in {"people", "households", "births", "deaths"}
    }
    assert undivided - divided - origins - wholes - {"men", "women"} == {"non_western_background"} - divided


def test_background_and_age_are_neutral() -> None:
    for indicator in iter_indicators():
        if indicator.theme in {"background", "population", "relationships"}:
            assert indicator.direction == "neutral", indicator.code


def test_gas_and_electricity_of_an_apartment_are_two_figures() -> None:
    hague = {v.indicator: v.number for v in iter_values() if (v.release, v.region) == ("84583NED-2019", "GM0518")}
    assert (hague["electricity_use_apartment"], hague["gas_use_apartment"]) == (2070, 950)
