"""The progress talk at its page: drafted, written by the officer, approved by both, printed, its actions ticked off."""

import pytest

from tests.budget.pdfs import read_pdf
from tests.frontend.test_report_pages import a_report
from tests.support.office import somebody, token_of
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def a_talk(world: World) -> tuple[str, str]:
    """The address of the talk about the third quarter of 2020, and the id of somebody of the partner."""
    where, member_id = await a_report(world)
    return where.replace("/verslag/", "/gesprek/"), member_id


TYPED = {
    "dag": "2020-11-03",
    "n1-titel": "De herfstvakantie",
    "n1-gezegd": "Het was druk.",
    "n1-besluit": "Eerder plannen.",
    "b1-wat": "Rooster maken",
    "b1-wie": "municipality",
    "b1-wanneer": "2020-12-01",
}


async def test_from_a_drafted_agenda_to_minutes_both_sides_approved(world: World) -> None:
    where, member_id = await a_talk(world)
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit(where)
        page.must_say("Het programma stelde een agenda voor.", "Signaal bij Gezinnen die wachten, 3e kwartaal 2020:")
        page.must_say("Grens van de afspraak overschreden bij Gezinnen die wachten")
        page = await officer.send(page, "/gesprek/3", **TYPED)
        page.must_say("Agenda en verslag zijn bewaard.", "Rooster maken", "Gehouden op 3")
        page = await officer.send(page, "/goedkeuren")
        page.must_say("De gemeente keurde het verslag goed. De partner nog niet.")
    async with somebody(world, "partner", member_id) as member:
        page = await member.visit(where)
        page.must_say("De herfstvakantie", "Het was druk.", "Besluit: Eerder plannen.", "de gemeente")
        assert not [form for form in page.forms if form.action == where]
        page = await member.send(page, "/goedkeuren")
        page.must_say("Gemeente en partner keurden dit verslag goed.")
        kept = await member.visit(f"{where}/versies/1")
        kept.must_say("De herfstvakantie", "Versie 1, door gemeente en partner goedgekeurd")
        read = read_pdf((await member.fetch(f"{where}/pdf")).content)
    assert (read.title, read.language) == ("Gesprek over het 3e kwartaal 2020", "nl")
    assert "Rooster maken" in " ".join(read.text.split())


async def test_an_action_comes_back_next_time_until_it_is_ticked_off(world: World) -> None:
    where, member_id = await a_talk(world)
    async with somebody(world, "beleidsmedewerker") as officer:
        await officer.send(await officer.visit(where), "/gesprek/3", **TYPED)
        (await officer.visit(where[:-1] + "4")).must_say("Actie van vorige keer: Rooster maken (de gemeente")
    async with somebody(world, "partner", member_id) as member:
        page = await member.visit(where)
        action = next(form for form in page.forms if "/acties/" in form.action)
        page = await member.send(page, action.action)
        page.must_say("De actie is klaar.")
        assert "Actie van vorige keer" not in (await member.visit(where[:-1] + "4")).words
        (await member.send(page, action.action)).must_say("De actie staat weer open.")


async def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(world: World) -> None:
    where, _ = await a_talk(world)
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit(where)
        wrong = await officer.send(page, "/gesprek/3", **{"n1-gezegd": "Iets", "b1-wat": "Bellen", "dag": "ooit"})
        wrong.must_say(
            "Geef dit punt een naam",
            "Kies wie dit doet",
            "Schrijf wanneer het klaar is",
            "Schrijf de dag als",
        )
        assert (wrong.status, wrong.form("/gesprek/3").fields["b1-wat"]) == (422, "Bellen")
        named = {"n1-titel": "Een casus", "n1-gezegd": "Bel 06-12345678"}
        wrong = await officer.send(page, "/gesprek/3", **named)
        assert (wrong.status, wrong.form("/gesprek/3").fields["n1-gezegd"]) == (400, "Bel 06-12345678")


async def test_approved_minutes_are_opened_again_with_a_reason(world: World) -> None:
    where, member_id = await a_talk(world)
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.send(await officer.visit(where), "/gesprek/3", **TYPED)
        await officer.send(page, "/goedkeuren")
        async with somebody(world, "partner", member_id) as member:
            await member.send(await member.visit(where), "/goedkeuren")
        page = await officer.visit(where)
        assert not [form for form in page.forms if form.action == where]
        assert (await officer.send(page, "/heropenen", reden="")).status == 422
        page = await officer.send(page, "/heropenen", reden="De dag klopt niet")
        page.must_say("Dit verslag was goedgekeurd en is heropend: De dag klopt niet", "goedgekeurd op")


async def test_nobody_else_sees_it(world: World) -> None:
    where, _ = await a_talk(world)
    async with somebody(world) as anybody:
        door = await anybody.visit(where)
        assert door.address.partition("?")[0].endswith("/inloggen"), "the door, not the talk"
    async with somebody(world, "beleidsmedewerker") as officer:
        assert (await officer.visit(where[:-1] + "5")).status == 404
        assert (await officer.visit(f"{where}/versies/1")).status == 404


async def test_the_partner_puts_a_point_on_the_agenda_and_both_see_whose_it_is(world: World) -> None:
    where, member_id = await a_talk(world)
    async with somebody(world, "partner", member_id) as member:
        page = await member.visit(where)
        assert (await member.send(page, "/punten", **{"punt-titel": ""})).status == 422
        named = await member.send(page, "/punten", **{"punt-titel": "Bellen", "punt-waarom": "Met 06-12345678"})
        assert (named.status, named.form("/punten").fields["punt-titel"]) == (400, "Bellen")
        page = await member.send(await member.visit(where), "/punten", **{"punt-titel": "Een fout"})
        page = await member.send(page, "/punten", **{"punt-titel": "Wachttijd", "punt-waarom": "Maanden wachten."})
        page.must_say("Je punt staat op de agenda.", "Wachttijd", "Toegevoegd door de partner. Maanden wachten.")
        mistake = next(form.action for form in page.forms if form.action.endswith("/weg"))
        page = await member.send(page, mistake)
        page.must_say("Je punt is van de agenda.")
        assert "Een fout" not in page.words
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit(where)
        page.must_say("Wachttijd (van de partner)", "Toegevoegd door de partner. Maanden wachten.", "Signaal bij")
        assert not [form for form in page.forms if form.action.endswith("/punten")]
        page = await officer.send(page, "/gesprek/3", **TYPED)
        page.must_say("Toegevoegd door de gemeente.", "De herfstvakantie (besproken)")
        token = await token_of(officer)
        assert (await officer.post(f"{where}/punten", {**token, "punt-titel": "x"})).status in (403, 404)
    async with somebody(world, "partner", member_id) as member:
        page = await member.visit(where)
        assert not [form for form in page.forms if "/punten" in form.action], "the talk has been held"
        read = " ".join(read_pdf((await member.fetch(f"{where}/pdf")).content).text.split())
    assert "Toegevoegd door de partner. Maanden wachten." in read


async def test_what_is_folded_away_opens_where_something_is_wrong(world: World) -> None:
    where, _ = await a_talk(world)
    async with somebody(world, "beleidsmedewerker") as officer:
        first, page = await officer.fetch(where), await officer.visit(where)
        wrong = await officer.post(where, {**page.form("/gesprek/3").fields, "b1-wat": "Bellen"})
    unfolded = [each.text.replace(' class="vv-kpi"', "").count("<details open") for each in (first, wrong)]
    assert (wrong.status, unfolded) == (422, [0, 1])


async def test_two_who_write_minutes_at_once_see_each_others_words_and_the_second_can_go_on(world: World) -> None:
    where, _ = await a_talk(world)
    async with somebody(world, "beleidsmedewerker") as one, somebody(world, "beleidsmedewerker") as other:
        mine, theirs = [await each.visit(where) for each in (one, other)]
        said = next(name for name in mine.form("/gesprek/3").fields if name.endswith("-gezegd") and name[:2] == "p-")
        await other.send(theirs, "/gesprek/3", **{**TYPED, said: "Zij: het was stil."})
        page = await one.send(mine, "/gesprek/3", **{said: "Ik: het was druk."})
        assert page.status == 409
        page.must_say("Iemand was je voor.", "Iemand anders bewaarde hier: Zij: het was stil.", "Rooster maken")
        assert page.form("/gesprek/3").fields[said] == "Ik: het was druk."
        kept = await one.send(page, "/gesprek/3", dag="2020-11-03")
    kept.must_say("Agenda en verslag zijn bewaard.", "Rooster maken")
    fields = kept.form("/gesprek/3").fields
    assert fields[said] == "Ik: het was druk."
    assert "De herfstvakantie" in fields.values(), "the other's new point stays"
