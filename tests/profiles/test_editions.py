"""Which of several releases of a table speaks, whatever the order in which they came in."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import permutations

from services.profiles.domain.editions import Edition, from_old_to_new, names_of
from tests.profiles.test_import_table import UTRECHT, a_table, bring_in
from tests.support.profiles import Profiles, profiles_of

PEOPLE = "inhabitants"


def release(number: int, dated: date | None = None, declared: str = "", year: int = 2020) -> Edition:
    return Edition(f"r{number}", number, "84799NED", year, dated, declared)


def ids(*releases: Edition) -> list[str]:
    return [each.id for each in from_old_to_new(releases)]


def test_dates_of_the_source_decide_and_not_the_order_of_coming_in() -> None:
    assert ids(release(1, date(2022, 1, 1)), release(2, date(2021, 1, 1))) == ["r2", "r1"]


def test_without_a_date_a_release_never_goes_before_a_dated_one() -> None:
    assert ids(release(1, date(2021, 1, 1)), release(2), release(3)) == ["r2", "r3", "r1"]


def test_what_is_known_to_be_later_stands_right_behind_the_first_dated_one() -> None:
    first, later, newest = (
        release(1, date(2021, 3, 26), "first"),
        release(2, None, "later"),
        release(3, date(2022, 1, 1)),
    )
    for order in permutations([first, later, newest]):
        assert ids(*order) == ["r1", "r2", "r3"]


def test_one_release_is_the_only_one_and_of_several_the_oldest_is_the_first() -> None:
    assert names_of(from_old_to_new([release(1)])) == {"r1": "only"}
    assert names_of(from_old_to_new([release(1, date(2022, 1, 1)), release(2)])) == {"r2": "first", "r1": "later"}
    assert names_of(from_old_to_new([release(1), release(2, year=2021)])) == {"r1": "only", "r2": "only"}
    assert names_of(from_old_to_new([release(1, None, "later")])) == {"r1": "later"}


def with_people(number: int) -> dict[str, tuple[str | int | None, ...]]:
    return UTRECHT | {"WK034401": ("Wijk 01 West", number, 5_000, 3_000, None)}


async def people_of_west(profiles: Profiles, as_of: date | None = None) -> tuple[int | None, str]:
    page = await profiles.client().values([2020], regions=["WK034401"], indicators=[PEOPLE], as_of=as_of)
    number = page.values[0].number
    return None if number is None else int(number), page.releases[0].edition if page.releases else ""


async def test_an_old_file_that_comes_in_late_does_not_hide_a_newer_release_and_each_day_keeps_its_answer() -> None:
    newer = replace(a_table(with_people(29_500)), table="90001NED", modified=date(2021, 5, 1))
    old_file = replace(a_table(with_people(29_000)), table="90001NED")
    async with profiles_of("GM0344") as profiles:
        await bring_in(profiles, newer)
        assert await people_of_west(profiles) == (29_500, "only")
        await bring_in(profiles, old_file, datetime(2023, 1, 1, 12, tzinfo=UTC))
        assert await people_of_west(profiles) == (29_500, "later")
        assert await people_of_west(profiles, date(2022, 1, 1)) == (29_500, "later")
        newest = replace(a_table(with_people(29_700)), table="90001NED", modified=date(2022, 5, 1))
        await bring_in(profiles, newest)
        assert await people_of_west(profiles) == (29_700, "later")
        assert await people_of_west(profiles, date(2022, 1, 1)) == (29_500, "later")
