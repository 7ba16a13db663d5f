"""A target at the page of the goals: proposed, refused with what was typed, approved by a colleague, said in words."""

import pytest

from tests.support.office import somebody
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")
HERE = "/2020/doelen"
TO = f"{HERE}/ideas_done/streefgetal"


async def test_an_officer_proposes_a_colleague_approves_and_everybody_reads_it(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit(HERE)
        page.must_say("Of het door het geld komt, zie je hier niet aan.", "Er is geen streefgetal afgesproken.")
        wrong = await officer.send(page, TO, streefgetal="veel")
        wrong.must_say("Schrijf een getal zonder punt in duizendtallen. Bijvoorbeeld: 1200 of 7,5")
        assert (wrong.status, wrong.form(TO).fields["streefgetal"]) == (422, "veel")
        twice = await officer.send(wrong, TO, streefgetal="1.000")
        twice.must_say("“1.000” kan 1000 zijn en ook 1. Schrijf 1000 of 1.")
        assert (twice.status, twice.form(TO).fields["streefgetal"]) == (422, "1.000")
        half = await officer.send(twice, TO, streefgetal="2,5")
        half.must_say("een aantal een heel getal")
        assert half.form(TO).fields["streefgetal"] == "2,5"
        done = await officer.send(half, TO, streefgetal="25")
        done.must_say("Voorgesteld streefgetal: 25.", "Een collega keurt het goed.")
        assert not [form for form in done.forms if form.action.endswith("/goed")]
        back = await officer.send(half, TO, streefgetal="26")
        back.must_say("Dit formulier heb je al verstuurd, met iets anders erin.")
        assert [form.fields["streefgetal"] for form in back.forms if form.action == TO] == ["26"]
        assert "sleutel" not in back.words
    async with somebody(world) as anybody:
        assert "streefgetal: 25" not in (await anybody.visit(HERE)).words
    async with somebody(world, "budgethouder") as approver:
        page = await approver.visit(HERE)
        assert not [form for form in page.forms if form.action == TO]
        (await approver.send(page, "/goed")).must_say("Het streefgetal geldt nu.")
    async with somebody(world) as anybody:
        (await anybody.visit(HERE)).must_say("Streefgetal voor 2020: 25. Te vroeg om te zeggen.")
        assert ";25;Te vroeg om te zeggen." in (await anybody.fetch(f"{HERE}.csv")).text
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.send(await officer.visit(HERE), "/weg")
        page.must_say("Het streefgetal is weg.")
        assert "Streefgetal voor 2020" not in page.words
