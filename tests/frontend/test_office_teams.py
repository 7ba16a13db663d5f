"""The teams' page: who is in which circle, and the one contact person."""

import pytest

from tests.support.office import a_member, somebody, token_of
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")
WHERE = "/2020/teams"
NEW = {"naam": "Nadia", "email": "nadia@voorbeeld.nl", "rol": "area_resident", "gebied": "noordoost"}


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("naam", "", "Vul een naam in"),
        ("naam", "x" * 101, "Dit is te lang."),
        ("email", "nadia@", "Bijvoorbeeld: sanne@voorbeeld.nl"),
        ("rol", "policy_officer", "Kies een rol"),
        ("gebied", "", "Kies een gebied"),
    ],
)
async def test_a_mistake_comes_back_with_what_was_typed(world: World, field: str, typed: str, sentence: str) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.send(await officer.visit(WHERE), WHERE, **{**NEW, field: typed})
    page.must_say(sentence)
    assert page.status == 422
    other = "email" if field == "naam" else "naam"
    assert page.form(WHERE).fields[other] == NEW[other]


async def test_an_area_that_is_not_there_is_told_at_the_form(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        for area in ("nergens", "Geen Slug!", "../x"):
            page = await officer.send(await officer.visit(WHERE), WHERE, **{**NEW, "gebied": area})
            assert 400 <= page.status < 500
            page.must_say("klopt nog niet")
            assert page.form(WHERE).fields["naam"] == "Nadia"


async def test_somebody_new_is_in_the_table_once(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        form = await officer.visit(WHERE)
        typed = {"naam": "Otto", "email": "otto@voorbeeld.nl", "rol": "area_resident", "gebied": "noordwest"}
        page = await officer.send(form, WHERE, **typed)
        page.must_say("Otto hoort nu bij het team.")
        page = await officer.send(form, WHERE, **typed)
        assert [words for words, _ in page.links].count("Otto") == 1
        twice = await officer.send(await officer.visit(WHERE), WHERE, **typed)
    assert twice.status == 409


async def test_the_contact_person_stands_on_the_page_of_the_area(world: World) -> None:
    worker = await a_member(world, 2020, "Petra", "area_worker", "noordoost")
    where = f"{WHERE}/contactpersoon"
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit(WHERE)
        typed = {"publieke_naam": "Petra van het wijkteam", "bereikbaar": "dinsdag, in de bieb"}
        empty = await officer.send(page, where, **{**typed, "persoon": ""})
        assert empty.status == 422
        assert empty.form(where).fields["bereikbaar"] == typed["bereikbaar"]
        elsewhere = await officer.send(page, where, **{**typed, "persoon": f"noordwest/{worker}"})
        assert elsewhere.status == 400
        done = await officer.send(page, where, **{**typed, "persoon": f"noordoost/{worker}"})
        done.must_say("De contactpersoon staat nu op de pagina van het gebied.")
    async with somebody(world) as anybody:
        (await anybody.visit("/2020/gebieden/noordoost")).must_say("Petra van het wijkteam", "dinsdag, in de bieb")


async def test_names_and_addresses_are_for_the_policy_officer_only(world: World) -> None:
    async with somebody(world) as anybody:
        assert "/inloggen?terug=" in (await anybody.visit(WHERE)).address
        assert (await anybody.post(WHERE, {**await token_of(anybody), **NEW})).status == 401
    for kind in ("budgethouder", "bewoner", "raadslid"):
        async with somebody(world, kind) as person:
            assert (await person.visit(WHERE)).status == 404
            assert (await person.post(WHERE, {**await token_of(person), **NEW})).status == 404
