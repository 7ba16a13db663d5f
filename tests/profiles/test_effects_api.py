"""Care before and after the money over HTTP: too early, fell more, a group that is named, and small numbers."""

from collections.abc import AsyncIterator

import pytest

from services.profiles.contract.effect import EffectOfIndicator
from services.profiles.contract.refusals import UnknownArea
from tests.support.apps import a_person
from tests.support.effects import deliver_cases
from tests.support.profiles import Profiles, profiles_of
from tests.support.statements import statements
from tests.support.years import add_years

OFFICER = a_person(("policy_officer", None))
DISTRICTS = [f"WK0014{number:02d}" for number in range(20)]
FAVOURITE, HERE = "oosterparkwijk", "WK001404"


@pytest.fixture
async def groningen() -> AsyncIterator[Profiles]:
    async with profiles_of("GM0014") as profiles:
        yield profiles


def all_districts(cases: int | str, here: int | str) -> dict[str, int | str]:
    return {code: here if code == HERE else cases for code in DISTRICTS}


async def the_rate(profiles: Profiles, year: int, area: str = FAVOURITE) -> EffectOfIndicator:
    found = await profiles.client().effects(year, area)
    return next(each for each in found.areas[0].effects if each.indicator.code == "jb_jr_per_1000")


async def test_with_the_figures_of_statistics_netherlands_alone_it_is_too_early(groningen: Profiles) -> None:
    """Of 2020 nothing on youth care was published, and of no other year anything: said, not guessed."""
    found = await groningen.client().effects(2020)
    assert len(found.areas) == 11
    assert {each.conclusion for area in found.areas for each in area.effects} == {"too_early"}
    assert {each.here_before for area in found.areas for each in area.effects} == {None}


async def test_a_figure_that_fell_more_than_in_areas_like_it(groningen: Profiles) -> None:
    """2017 and 2018 all alike; 2020 the money; in 2021 100 fewer in the Oosterparkwijk, as many elsewhere."""
    await add_years(groningen.urls.owner, "GM0014", 2017, 2018, 2021)
    before, after = all_districts(60, 160), all_districts(60, 60)
    await deliver_cases(groningen.client(OFFICER), {2017: before, 2018: before, 2021: after})
    found = await the_rate(groningen, 2020)
    assert (found.conclusion, found.before_year, found.after_year) == ("fell_more", 2018, 2021)
    assert found.change is not None
    assert float(found.change.difference or 0) == pytest.approx(-100 / 3870 * 1000, abs=0.01)
    assert float(found.change.ratio or 0) == pytest.approx(0.375, abs=0.01)
    assert found.earlier is not None
    assert (found.earlier.from_year, found.earlier.kind) == (2017, "too_small")  # 160 cases: perhaps a fifth less
    assert FAVOURITE not in {area.area_id for area in found.group}
    assert len(found.group) == 5, [area.name for area in found.group]
    assert len(found.alike_on) >= 3
    assert not {"jeugdzorg", "Wmo"} & set(" ".join(found.alike_on).split())
    assert found.here_before is not None
    assert found.here_before.source.title == "Maatregelen JB en JR"
    assert float(found.here_before.value.number or 0) == pytest.approx(160 / 3870 * 1000, abs=0.06)
    elsewhere = await the_rate(groningen, 2020, "noordwest")
    assert elsewhere.conclusion in ("no_clear_difference", "too_small", "undecided_rounding", "rose_more")
    assert (await the_rate(groningen, 2021)).conclusion == "too_early"


async def test_what_fell_before_the_money_too_says_nothing(groningen: Profiles) -> None:
    await add_years(groningen.urls.owner, "GM0014", 2017, 2018, 2021)
    years = {2017: all_districts(60, 400), 2018: all_districts(60, 160), 2021: all_districts(60, 60)}
    await deliver_cases(groningen.client(OFFICER), years)
    found = await the_rate(groningen, 2020)
    assert (found.conclusion, found.change and found.change.kind) == ("already_apart", "clearly_lower")
    assert found.began_apart


async def test_few_cases_are_too_small_and_withheld_is_no_figure_and_not_too_early(groningen: Profiles) -> None:
    await add_years(groningen.urls.owner, "GM0014", 2018, 2021)
    years = {2018: all_districts(60, 30), 2021: all_districts(60, 6)}
    years[2021]["WK001403"] = "withheld"
    await deliver_cases(groningen.client(OFFICER), years)
    assert (await the_rate(groningen, 2020)).conclusion == "too_small"
    withheld = await the_rate(groningen, 2020, "oud-noord")
    assert (withheld.conclusion, withheld.after_year) == ("no_figure", 2021)
    assert withheld.here_after is not None
    assert (withheld.here_after.value.number, withheld.change) == (None, None)


async def test_all_areas_are_read_with_a_handful_of_queries(groningen: Profiles) -> None:
    with statements(groningen.app) as asked:
        await groningen.client().effects(2020)
    assert len(asked) <= 20
    with statements(groningen.app) as asked:
        await groningen.client().effects(2020, FAVOURITE)
    assert len(asked) <= 4
    with pytest.raises(UnknownArea):
        await groningen.client().effects(2020, "nergens")
