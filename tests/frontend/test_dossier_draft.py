"""The draft of an agreement: all of it is read before it is put in force, and what it changes is said in words."""

import re

import pytest

from tests.frontend.test_dossier_pages import LIST, WRITTEN, a_dossier
from tests.support.office import somebody
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_who_puts_a_first_draft_in_force_reads_all_of_it(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.send(await officer.visit(LIST), LIST, naam="Eerste concept")
        here = re.sub(r".*voorveld\.test", "", page.address)
        form = await officer.visit(f"{here}/dossier/concept")
        await officer.send(form, "/dossier/concept", **WRITTEN, subsidie="480.000", kpi1_grens="30")
    async with somebody(world, "budgethouder") as approver:
        page = await approver.visit(f"{here}/dossier")
    page.must_say(
        "Er is een concept", "Concept: dit geldt nog niet", "Oprechte aandacht, dichtbij.", "Meldcode",
        "jeugdhulp", "De Molen (22220001, gemeente)", "Verschillende kinderen", "elke maand", "12,5 40 30",
        "480.000", "Signaal: meer crisis", "een selectie van 2019",
    )  # fmt: skip
    assert page.form("/vaststelling")
    async with somebody(world) as anybody:
        page = await anybody.visit(f"{here}/dossier/concept/lezen")
    page.must_say("Nog geen afspraak voor 2020")
    assert "Oprechte aandacht" not in page.words


async def test_a_draft_after_a_version_says_in_words_what_it_changes_and_can_be_read_whole(world: World) -> None:
    here = await a_dossier(
        world, "Wijzigen in woorden", toestemmingen="Besluit 12; Opvang in Haren; 10-12-2020; 22220009"
    )
    async with somebody(world, "beleidsmedewerker") as officer:
        form = await officer.visit(f"{here}/dossier/concept")
        page = await officer.send(
            form, "/dossier/concept", toestemmingen="", wonen="residents_only", kpi1_doel="41,25",
            kpi1_richting="higher_is_better",
        )  # fmt: skip
        page.must_say(
            "Voor wie Voor inwoners, en voor wie de gemeente verantwoordelijk is",
            "Toestemmingen van het college: 22220009",
            "tot en met: 10 december 2020",
            "Cijfers: Kinderen in de inloop, doel 40 41,25",
            "Cijfers: Kinderen in de inloop, welke kant is goed geen van beide hoger is beter",
        )
        for machine in ("residents_only", "residence_principle", "higher_is_better", "neutral", "2020-12-10"):
            assert machine not in page.words
        draft = await officer.visit(page.link("/concept/lezen"))
    draft.must_say("Concept: dit geldt nog niet", "12,5 41,25", "Alleen voor inwoners van de gemeente.")
    assert "Besluit 12" in draft.words.partition("Concept: dit geldt nog niet")[0], "what goes is said above"
    assert "Besluit 12" not in draft.words.partition("Concept: dit geldt nog niet")[2]


async def test_two_who_write_at_once_see_each_others_words_and_the_second_can_go_on(world: World) -> None:
    here = await a_dossier(world, "Twee schrijvers")
    async with somebody(world, "beleidsmedewerker") as one, somebody(world, "beleidsmedewerker") as other:
        mine, theirs = [await each.visit(f"{here}/dossier/concept") for each in (one, other)]
        await other.send(theirs, "/dossier/concept", visie="Samen.", kpi2_naam="Tweede", **a_second_kpi())
        page = await one.send(mine, "/dossier/concept", missie="Dichtbij.", kpi1_richting="higher_is_better")
        assert page.status == 409
        page.must_say("Iemand was je voor.", "Iemand anders bewaarde hier: Samen.", "Iemand anders koos hier iets")
        fields = page.form("/dossier/concept").fields
        assert (fields["missie"], fields["visie"]) == ("Dichtbij.", WRITTEN["visie"]), "nothing typed is lost"
        saved = await one.send(page, "/dossier/concept", visie="Samen.")
    saved.must_say("Het concept is bewaard.", "Dichtbij.", "Samen.")


def a_second_kpi() -> dict[str, str]:
    return {"kpi2_code": "second", "kpi2_definitie": "Iets", "kpi2_eenheid": "families", "kpi2_hoe_vaak": "quarter"}
