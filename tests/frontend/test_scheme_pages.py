"""The scheme on its page: what holds, a change by one, its publication by another."""

import pytest

from tests.support.office import somebody
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")
OFFICER, APPROVER = "beleidsmedewerker", "budgethouder"


async def test_a_year_without_a_scheme_says_what_holds_then(world: World) -> None:
    async with somebody(world) as anybody:
        page = await anybody.visit("/2061/regeling")
        page.must_say("niets anders afgesproken", "Eén bewoner en één iemand van het wijkteam", "Binnen 4 weken")
        page.must_say("Je hoeft later niets te bewijzen.", "Je krijgt er 42 dagen de tijd voor.")
        page.must_say("Je idee past niet bij het doel van dit geld.", "het college van burgemeester en wethouders")
        assert not [form for form in page.forms if "/regeling" in form.action]
        assert "/inloggen" in (await anybody.visit("/2061/regeling/wijzigen")).address


async def test_one_changes_it_and_another_publishes_it(world: World) -> None:
    where = "/2020/regeling"
    typed = {
        "grens": "1.000",
        "meest": "5.000",
        "antwoord": "6",
        "manier-oosterparkwijk": "vote",
        "gronden": "Je idee past niet bij het doel van dit geld. | Not the purpose.\nHet is te ver weg.",
        "fondsen": "Oranje Fonds | voor buurten | https://www.oranjefonds.nl",
        "nieuw": "2021-01-04",
        "waarom": "De raad wil het zo.",
        "vaststellen": "3.000",
        "voorschot": "70",
        "terug": "49",
    }
    async with somebody(world, OFFICER) as officer:
        form = await officer.visit(f"{where}/wijzigen")
        drafted = await officer.send(form, f"{where}/wijzigen", **typed)
        drafted.must_say("Het voorstel staat klaar.", "Dit geldt nog niet", "De raad wil het zo.")
        assert not [form for form in drafted.forms if form.action.endswith("/bekendmaking")]
        again = await officer.visit(f"{where}/wijzigen")
        assert again.form(f"{where}/wijzigen").fields["grens"] == "1.000"
    async with somebody(world) as anybody:
        assert "Voorstel voor een wijziging" not in (await anybody.visit(where)).words
    async with somebody(world, APPROVER) as approver:
        seen = await approver.visit(where)
        empty = await approver.send(seen, "/bekendmaking")
        empty.must_say("Schrijf waar iedereen dit kan lezen")
        page = await approver.send(seen, "/bekendmaking", waar="Gemeenteblad 9")
    page.must_say(
        "Bekendgemaakt op 1 november 2019.",
        "Gemeenteblad 9",
        "Twee keer ja kan tot € 1.000",
        "Hoogstens € 5.000 voor één idee.",
        "Binnen 6 weken",
        "Het is te ver weg.",
        "Oranje Fonds",
        "4 januari 2021",
        "Oosterpark",
        "Tot en met € 3.000 is het geld na een ja van jou.",
        "Je krijgt dan eerst 70% van het bedrag",
        "Je krijgt er 49 dagen de tijd voor.",
        "De raad wil het zo.",
    )
    async with somebody(world) as anybody:
        (await anybody.visit("/2021/regeling")).must_say("De regeling van 2020 geldt.")
        (await anybody.visit("/2020")).must_say("6 weken")


async def test_a_wrong_rule_is_said_at_its_field_and_nothing_is_lost(world: World) -> None:
    where = "/2022/regeling/wijzigen"
    async with somebody(world, OFFICER) as officer:
        page = await officer.send(await officer.visit(where), where, antwoord="9", fondsen="X | y | ftp://z", nieuw="a")
    assert page.status == 422
    page.must_say("Schrijf een heel getal van 1 tot en met 8.", "begint niet met https://", "Kies een dag.")
    assert page.form(where).fields["fondsen"] == "X | y | ftp://z"
