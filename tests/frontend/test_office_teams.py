"""The teams' page: who is in which circle, and the one contact person."""

from uuid import uuid4

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


async def test_who_stops_is_out_of_the_circle_at_once_also_in_a_browser_that_was_signed_in(world: World) -> None:
    resident = await a_member(world, 2020, "Ravi", "area_resident", "noordoost")
    decisions = "/2020/gebieden/noordoost/beslissen"
    async with somebody(world, "bewoner", resident) as member, somebody(world, "beleidsmedewerker") as officer:
        assert (await member.visit(decisions)).status == 200
        page = await officer.visit(WHERE)
        role = page.form("/teams/einde").options["lid"]["Ravi, bewoner, Noordoost"]
        done = await officer.send(page, "/teams/einde", lid=role)
        done.must_say("De rol is gestopt.")
        assert "Ravi" not in done.words
        assert (await member.visit(decisions)).status == 403
        again = await officer.send(page, "/teams/einde", lid=role)
        again.must_say("De rol is gestopt.")


async def test_nobody_picked_is_said_at_the_field_and_an_unknown_role_above_the_form(world: World) -> None:
    await a_member(world, 2020, "Samira", "area_resident", "noordwest")
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit(WHERE)
        empty = await officer.send(page, "/teams/einde", lid="")
        assert empty.status == 422
        empty.must_say("Kies wie er stopt")
        unknown = await officer.send(page, "/teams/einde", lid=str(uuid4()))
        assert unknown.status == 404
        unknown.must_say("Deze rol is er niet.", "Samira")
    async with somebody(world, "budgethouder") as approver:
        assert (await approver.post("/2020/teams/einde", await token_of(approver))).status == 404


async def test_names_and_addresses_are_for_the_policy_officer_only(world: World) -> None:
    async with somebody(world) as anybody:
        assert "/inloggen?terug=" in (await anybody.visit(WHERE)).address
        assert (await anybody.post(WHERE, {**await token_of(anybody), **NEW})).status == 401
    for kind in ("budgethouder", "bewoner", "raadslid"):
        async with somebody(world, kind) as person:
            assert (await person.visit(WHERE)).status == 404
            assert (await person.post(WHERE, {**await token_of(person), **NEW})).status == 404
