"""The catalogue over HTTP: searching it, reading one indicator in full, and editing it as a policy officer."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from services.kit.caller import NotYours
from services.kit.errors import Invalid, StaleVersion
from services.profiles.contract.catalogue import AddIndicator, EditIndicator
from services.profiles.contract.refusals import IndicatorExists, IndicatorNotRight, UnknownIndicator
from services.profiles.store.areas import get_installation
from services.profiles.store.version import count_change
from tests.support.apps import a_person
from tests.support.profiles import Profiles, profiles_of
from voorveld.sample import load

OFFICER = a_person(("policy_officer", None))
WAITING = AddIndicator(
    code="waiting_list",
    name_nl="Kinderen op de wachtlijst",
    name_en="Children on the waiting list",
    definition_nl="Kinderen die op 31 december langer dan vier weken wachten.",
    definition_en="Children waiting longer than four weeks on 31 December.",
    theme="youth_care",
    unit="people",
    kind="count",
    base="young_people_0_24",
)


@pytest.fixture
async def groningen() -> AsyncIterator[Profiles]:
    async with profiles_of("GM0014") as profiles:
        yield profiles


async def test_the_catalogue_is_found_by_theme_and_by_words(groningen: Profiles) -> None:
    public = groningen.client()
    energy = await public.indicators(theme="energy")
    assert {indicator.theme_label for indicator in energy} == {"Energie"}
    assert {i.code for i in await public.indicators(text="GEBOORTEN")} == {
        "births",
        "births_per_1000",
        "births_per_1000_cbs",
    }
    assert {i.code for i in await public.indicators(text="district heating")} >= {"district_heating_share"}
    assert await public.indicators(text="eenhoorn") == []


async def test_an_indicator_names_every_release_and_column_it_was_read_from(groningen: Profiles) -> None:
    care = await groningen.client().indicator("youth_care_count")
    assert [(c.source.release, c.is_published) for c in care.columns] == [
        ("84799NED-2020-later", False),
        ("84799NED-2020-first", False),
        ("84583NED-2019", True),
    ]
    assert care.columns[-1].numbers["district"] == 40
    assert (care.origin, care.version, care.base) == ("source", 1, "young_people_0_24")
    assert care.used_by == ["youth_care_per_1000"]
    rate = await groningen.client().indicator("youth_care_per_1000")
    assert rate.origin == "computed"
    assert {column.indicator for column in rate.columns} == {"youth_care_count", "young_people_0_24"}
    with pytest.raises(UnknownIndicator):
        await groningen.client().indicator("happiness")


async def test_what_the_officer_edits_is_seen_at_once_and_outlives_an_import(groningen: Profiles) -> None:
    officer = groningen.client(OFFICER)
    body = EditIndicator(version=1, name_nl="Wie hier wonen", direction="higher_heavier")
    edited = await officer.edit_indicator("inhabitants", body)
    assert (edited.names["nl"], edited.names["en"], edited.version) == ("Wie hier wonen", "Inhabitants", 2)
    await _forget_a_release(groningen)
    assert await load(groningen.urls.app, "GM0014") == ["84583NED-2019"]
    again = await groningen.client().indicator("inhabitants")
    assert (again.names["nl"], again.indicator.direction) == ("Wie hier wonen", "higher_heavier")


async def test_every_edit_is_kept_with_who_and_what_it_was(groningen: Profiles) -> None:
    officer = groningen.client(OFFICER)
    await officer.edit_indicator("homes", EditIndicator(version=1, theme="land"))
    await officer.edit_indicator("homes", EditIndicator(version=2, theme="land"))  # Changes nothing.
    await officer.edit_indicator("homes", EditIndicator(version=2, minimum_base=20, base="households"))
    newest, first = await officer.indicator_changes("homes")
    assert (newest.version, newest.before, newest.after) == (
        3,
        {"base": None, "minimumBase": 0},
        {"base": "households", "minimumBase": 20},
    )
    assert (first.before, first.after, first.changed_by) == ({"theme": "housing"}, {"theme": "land"}, OFFICER.name)
    with pytest.raises(NotYours):
        await groningen.client(a_person(("approver", None))).indicator_changes("homes")


async def test_an_old_screen_does_not_overwrite_and_shows_what_it_is_now(groningen: Profiles) -> None:
    officer = groningen.client(OFFICER)
    await officer.edit_indicator("homes", EditIndicator(version=1, name_en="Dwellings"))
    with pytest.raises(StaleVersion) as stale:
        await officer.edit_indicator("homes", EditIndicator(version=1, name_en="Houses"))
    assert stale.value.current is not None
    assert stale.value.current["nameEn"] == "Dwellings"


async def test_a_definition_no_figure_can_be_made_of_is_refused_at_its_fields(groningen: Profiles) -> None:
    officer = groningen.client(OFFICER)
    with pytest.raises(IndicatorNotRight) as refused:
        await officer.edit_indicator(
            "benefit_recipients_per_1000", EditIndicator(version=1, denominator=None, key_figure=1)
        )
    told = {error["field"]: error["detail"] for error in refused.value.errors}
    assert told.keys() == {"denominator", "keyFigure"}
    assert "young_people_0_14" in told["keyFigure"]
    assert "noemer" in told["denominator"]
    unchanged = await officer.indicator("benefit_recipients_per_1000")
    assert (unchanged.version, unchanged.indicator.denominator) == (1, "inhabitants")


async def test_a_denominator_that_changes_changes_the_figures(groningen: Profiles) -> None:
    before = await groningen.client().indicator_values("benefit_recipients_per_1000", 2020)
    body = EditIndicator(version=1, denominator="households", base="households")
    await groningen.client(OFFICER).edit_indicator("benefit_recipients_per_1000", body)
    after = await groningen.client().indicator_values("benefit_recipients_per_1000", 2020)
    assert (after.municipality.number or 0) > (before.municipality.number or 0)


async def test_the_municipality_adds_an_indicator_of_its_own_once(groningen: Profiles) -> None:
    officer = groningen.client(OFFICER)
    made = await officer.add_indicator(WAITING, key="the-first-one")
    assert (made.origin, made.indicator.column, made.indicator.rounding) == ("own", "own:waiting_list", "own")
    assert (await officer.add_indicator(WAITING, key="the-first-one")).version == 1
    with pytest.raises(IndicatorExists):
        await officer.add_indicator(WAITING, key="the-second-one")
    assert (await groningen.client().indicators())[-1].code == "waiting_list"
    assert [change.before for change in await officer.indicator_changes("waiting_list")] == [{}]


@pytest.mark.parametrize("field", ["nameNl", "nameEn", "definitionNl", "definitionEn", "theme", "unit"])
async def test_a_text_of_spaces_says_nothing(groningen: Profiles, field: str) -> None:
    body = WAITING.model_dump(mode="json", by_alias=True) | {field: "  "}
    async with groningen.http(OFFICER) as http:
        answer = await http.post("/v1/indicators", json=body, headers={"Idempotency-Key": "only-spaces"})
        edited = await http.patch("/v1/indicators/inhabitants", json={"version": 1, field: " "})
    assert (answer.status_code, edited.status_code) == (400, 400)
    assert [error["field"] for error in answer.json()["errors"]] == [field]


async def test_an_own_indicator_can_be_computed_from_what_there_is(groningen: Profiles) -> None:
    body = WAITING.model_copy(
        update={
            "code": "men_share",
            "kind": "share",
            "unit": "percent",
            "decimals": 1,
            "numerator": "men",
            "denominator": "inhabitants",
            "factor": 100,
        }
    )
    made = await groningen.client(OFFICER).add_indicator(body, key="men-share-1")
    assert (made.origin, made.indicator.formula) == ("computed", "Mannen / Inwoners × 100")
    values = await groningen.client().indicator_values("men_share", 2020)
    assert 45 < (values.municipality.number or 0) < 55


@pytest.mark.parametrize("role", ["approver", "area_worker", "council_member"])
async def test_only_a_policy_officer_edits_or_adds(groningen: Profiles, role: str) -> None:
    other = groningen.client(a_person((role, "haren" if role == "area_worker" else None)))
    with pytest.raises(NotYours):
        await other.edit_indicator("homes", EditIndicator(version=1, theme="land"))
    with pytest.raises(NotYours):
        await other.add_indicator(WAITING, key="somebody-else")


async def test_an_edit_in_the_middle_of_an_import_is_not_lost_to_those_who_keep_figures(groningen: Profiles) -> None:
    async with groningen.app.state.database.transaction() as importing:
        before = (await get_installation(importing)).data_version
        await groningen.client(OFFICER).edit_indicator("homes", EditIndicator(version=1, theme="land"))
        await count_change(importing)
    async with groningen.app.state.database.reading() as session:
        assert (await get_installation(session)).data_version == before + 2


async def test_a_name_is_never_taken_away(groningen: Profiles) -> None:
    async with groningen.http(OFFICER) as http:
        answer = await http.patch("/v1/indicators/homes", json={"version": 1, "nameNl": None})
    assert answer.status_code == Invalid.status
    assert answer.json()["errors"][0]["field"] == "nameNl"


async def _forget_a_release(profiles: Profiles) -> None:
    owner = await asyncpg.connect(profiles.urls.owner)
    for table in ("region_values v", "release_columns v"):
        await owner.execute(f"DELETE FROM {table} USING releases r WHERE r.number = v.release_number AND r.year = 2019")
    await owner.execute("DELETE FROM releases WHERE id = '84583NED-2019'")
    await owner.close()
