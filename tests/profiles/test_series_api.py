"""Figures over the years: only of what is proved to be the same place, or over a mapping that is named."""

import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from services.profiles.contract.refusals import TooManyIndicators, UnknownArea, UnknownIndicator, UnknownRegion
from services.profiles.contract.series import SeriesView
from tests.support.profiles import Profiles, profiles_of
from tests.support.years import add_years, as_owner

CHILDREN, CARE = "young_people_0_14", "youth_care_per_1000"
RECODE = """
    DELETE FROM regions WHERE year = 2024 AND code IN ('WK190108', 'WK190109');
    UPDATE regions SET name = CASE code
        WHEN 'WK190101' THEN 'Bodegraven-Noord' WHEN 'WK190102' THEN 'Bodegraven-Zuid'
        WHEN 'WK190103' THEN 'Nieuwerbrug aan den Rijn' WHEN 'WK190104' THEN 'Reeuwijk-Dorp'
        WHEN 'WK190105' THEN 'Reeuwijk-Brug' WHEN 'WK190106' THEN 'Driebruggen' WHEN 'WK190107' THEN 'Waarder'
        ELSE name END WHERE year = 2024 AND level = 'district';
"""


@pytest.fixture
async def bodegraven() -> AsyncIterator[Profiles]:
    """Bodegraven-Reeuwijk with districts as they were in 2020, and as they are called in 2024."""
    async with profiles_of("GM1901") as profiles:
        await add_years(profiles.urls.owner, "GM1901", 2024)
        await as_owner(profiles.urls.owner, RECODE)
        yield profiles


def told(series: SeriesView, indicator: int = 0) -> dict[int, tuple[str, int | None]]:
    """Per year how identity was established, and the number."""
    points = series.series[indicator].points
    return {p.year: (p.identity, None if p.value.number is None else int(p.value.number)) for p in points}


async def children_of(profiles: Profiles, *codes: str) -> int:
    values = [await profiles.client().region_series(code, [CHILDREN], until=2020) for code in codes]
    return sum(told(series)[2020][1] or 0 for series in values)


async def test_trap_1_the_code_wk190103_is_another_place_in_2020_and_2024(bodegraven: Profiles) -> None:
    """Bodegraven Zuid in 2020 and Nieuwerbrug in 2024: each year its own people, over the mapping or not at all."""
    nieuwerbrug = await bodegraven.client().region_series("WK190103", [CHILDREN])
    assert (nieuwerbrug.name, nieuwerbrug.year) == ("Nieuwerbrug aan den Rijn", 2024)
    expected = await children_of(bodegraven, "WK190104", "WK190105")
    assert told(nieuwerbrug)[2020] == ("mapped", expected)
    then = next(year for year in nieuwerbrug.years if year.year == 2020)
    assert [(part.code, part.share) for part in then.parts] == [("WK190104", 1), ("WK190105", 1)]
    assert {(m.from_year, m.to_year, m.to_code) for m in then.mappings} == {(2020, 2021, "WK190103")}
    assert "Nieuwerbrug Noord (WK190104)" in then.explanation
    assert "84799NED" in then.explanation
    zuid = await bodegraven.client().region_series("WK190103", [CHILDREN], year=2020)
    assert told(zuid)[2024] == ("broken", None)
    refused = zuid.series[0].points[-1]
    assert (refused.value.reason, refused.source) == ("identity-broken", None)
    assert zuid.years[-1].breaks[0].reason == "merged-with-others"
    assert "grotere wijk" in zuid.years[-1].explanation


async def test_without_the_mapping_a_trend_over_another_name_is_refused(bodegraven: Profiles) -> None:
    await as_owner(bodegraven.urls.owner, "DELETE FROM region_mappings")
    series = await bodegraven.client().region_series("WK190103", [CHILDREN])
    assert told(series)[2020] == ("broken", None)
    assert series.years[0].breaks[0].reason == "other-name"
    noord = await bodegraven.client().region_series("WK190101", [CHILDREN])
    assert [identity for identity, _ in told(noord).values()] == ["same", "same"]


async def test_an_area_is_followed_as_it_is_composed_and_not_by_the_codes_of_its_regions(bodegraven: Profiles) -> None:
    """Noord & Centrum (01 and 02): in 2024 Centrum is a part of a larger district, so there is no figure."""
    series = await bodegraven.client().area_series("bodegraven-noord-en-centrum", [CHILDREN, "inhabitants"])
    assert told(series)[2020] == ("same", await children_of(bodegraven, "WK190101", "WK190102"))
    assert told(series)[2024] == told(series, 1)[2024] == ("broken", None)
    dorp = await bodegraven.client().area_series("reeuwijk-dorp", [CHILDREN])
    assert told(dorp)[2024][0] == "mapped"
    assert "Reeuwijk-Dorp (WK190104)" in dorp.years[-1].explanation


async def test_a_profile_over_a_recoded_year_takes_what_is_found_back_and_nothing_else(bodegraven: Profiles) -> None:
    driebruggen = await bodegraven.client().area_profile("driebruggen", 2024)
    zuid = await bodegraven.client().area_profile("bodegraven-zuid", 2024)
    figures = {figure.indicator.code: figure for figure in driebruggen.figures}
    copied = await bodegraven.client().region_series("WK190106", [CHILDREN])
    assert figures[CHILDREN].area.number == told(copied)[2024][1]
    lost = next(f for f in zuid.figures if f.indicator.code == CHILDREN).area
    assert (lost.number, lost.reason) == (None, "identity-broken")


async def test_a_part_of_a_region_makes_an_estimate_and_says_so(bodegraven: Profiles) -> None:
    await as_owner(
        bodegraven.urls.owner,
        "UPDATE region_mappings SET share = 0.5 WHERE from_code = 'WK190104'",
        "INSERT INTO region_mappings SELECT from_year, from_code, to_year, 'WK190101', share, basis, from_name,"
        " 'Bodegraven-Noord', source, recorded_by, recorded_at FROM region_mappings WHERE from_code = 'WK190104'",
    )
    series = await bodegraven.client().region_series("WK190103", [CHILDREN])
    point = series.series[0].points[0]
    assert point.value.is_estimate
    whole = [await children_of(bodegraven, code) for code in ("WK190104", "WK190105")]
    assert point.value.number == pytest.approx(whole[0] / 2 + whole[1], abs=0.5)
    assert "schatting" in series.years[0].explanation


async def test_the_country_and_a_municipality_have_a_series_too(bodegraven: Profiles) -> None:
    country = await bodegraven.client().region_series("NL00", [CHILDREN], since=2020)
    assert list(told(country)) == [2020, 2024]
    home = await bodegraven.client().region_series("GM1901", [CHILDREN], until=2020)
    assert list(told(home)) == [2020]


async def test_what_is_not_there_is_refused(bodegraven: Profiles) -> None:
    client = bodegraven.client()
    with pytest.raises(UnknownRegion):
        await client.region_series("WK190199", [CHILDREN])
    with pytest.raises(UnknownArea):
        await client.area_series("atlantis", [CHILDREN])
    with pytest.raises(UnknownIndicator):
        await client.region_series("WK190103", ["happiness"])
    with pytest.raises(TooManyIndicators):
        await client.region_series("WK190103", [CHILDREN] * 41)


@contextmanager
def questions(profiles: Profiles) -> Iterator[list[str]]:
    """Every statement the service sends to its database meanwhile."""
    engine, sent = profiles.app.state.database.engine.sync_engine, []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


async def test_ten_years_are_a_handful_of_questions_and_quick() -> None:
    async with profiles_of("GM0014") as profiles:
        await add_years(profiles.urls.owner, "GM0014", *range(2021, 2031))
        codes = [indicator.code for indicator in await profiles.client().indicators() if indicator.is_key_figure]
        with questions(profiles) as sent:
            started = time.process_time()
            series = await profiles.client().area_series("oosterparkwijk", codes)
            taken = time.process_time() - started
        assert [point.year for point in series.series[0].points] == list(range(2020, 2031))
        assert {identity for identity, _ in told(series).values()} == {"same"}
        assert len(sent) <= 8
        assert taken < 1
