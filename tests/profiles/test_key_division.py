"""What budget divides money by: figures and areas of one moment, in one answer."""

from typing import Any

import pytest

from tests.support.profiles import profiles_of
from tests.support.years import as_owner

CHILDREN = "young_people_0_14"


async def test_one_answer_has_the_areas_their_figures_and_which_division_they_are_of() -> None:
    async with profiles_of("GM0014") as groningen:
        values = await groningen.client().indicator_values(CHILDREN, 2021)
        home = await groningen.client().municipality(2021)
        division = await groningen.client().area_division(2021)
    assert [(value.area_id, value.area_name) for value in values.values] == [(a.id, a.name) for a in home.areas]
    assert values.division is not None
    assert (values.division.municipality, values.division.municipality_name) == (home.code, home.name)
    told = values.division.year, values.division.composed_in, values.division.version
    assert told == (2021, division.composed_in, division.version)


async def test_a_division_that_is_saved_meanwhile_does_not_mix_with_the_one_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with profiles_of("GM0014") as groningen:
        keeper, was_saved = groningen.app.state.keeper, list[bool]()
        keep = keeper.keep

        async def saved_in_between(version: int, key: Any, *read: Any) -> Any:
            found = await keep(version, key, *read)
            if key[0] == "figures" and not was_saved:
                was_saved.append(True)
                await as_owner(
                    groningen.urls.owner,
                    "UPDATE area_divisions SET version = version + 7",
                    "UPDATE division_areas SET name = 'Nieuw' WHERE area_id = 'oosterparkwijk'",
                )
            return found

        before = (await groningen.client().area_division(2021)).version
        monkeypatch.setattr(keeper, "keep", saved_in_between)
        values = await groningen.client().indicator_values(CHILDREN, 2021)
    assert values.division is not None
    assert values.division.version == before + 7
    assert next(value.area_name for value in values.values if value.area_id == "oosterparkwijk") == "Nieuw"


async def test_the_catalogue_says_in_one_answer_of_which_areas_each_indicator_has_no_number() -> None:
    async with profiles_of("GM0014") as groningen:
        client = groningen.client()
        offered = {each.code: each.areas_without for each in await client.indicators(year=2021)}
        assert {each.areas_without is None for each in await client.indicators()} == {True}
        some = [CHILDREN, *list(offered)[::6]]
        for code, without in ((code, offered[code]) for code in some):
            values = (await client.indicator_values(code, 2021)).values
            assert without == [each.area_name for each in values if each.value.number is None], code
    complete = [code for code, without in offered.items() if not without]
    assert CHILDREN in complete
    assert 0 < len(complete) < len(offered)
