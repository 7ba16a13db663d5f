"""Messages to a partner's software, at its page: the secret once, a test, a new secret, the end."""

import re

import pytest

from tests.support.office import somebody, token_of
from tests.support.partners import LIST, path_of
from tests.support.receiver import a_receiver
from tests.support.world import World
from voorveld.example_stage import person_ids

pytestmark = pytest.mark.asyncio(loop_scope="module")
SECRET = re.compile(r"whsec_[A-Za-z0-9+/=]+")


async def a_partner(world: World, name: str) -> tuple[str, str]:
    """The path of a partner, and somebody of it."""
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.send(await officer.visit(LIST), LIST, naam=name)
        here = path_of(page)
        page = await officer.send(page, "/mensen", naam=f"Iemand van {name}", email=f"{name.lower()}@example.org")
    return here, person_ids(page)[f"Iemand van {name}"]


async def test_a_partner_sets_an_address_sees_its_secret_once_and_tries_it(world: World) -> None:
    here, member_id = await a_partner(world, "Webhaak")
    async with a_receiver() as receiver, somebody(world, "partner", member_id) as member:
        page = await member.visit(f"{here}/webhook")
        wrong = await member.send(page, "/webhook", adres="https://10.0.0.1/")
        assert wrong.status == 400
        wrong.must_say("openbare internet staat")
        assert wrong.form("/webhook").fields["adres"] == "https://10.0.0.1/"
        made = await member.send(wrong, "/webhook", adres=receiver.url)
        first = SECRET.search(made.words)
        assert first
        page = await member.visit(f"{here}/webhook")
        assert not SECRET.search(page.words)
        page = await member.send(page, "/webhook/proef")
        page.must_say("Er gaat een proefbericht uit.")
        await world.settle()
        seen = await member.visit(f"{here}/webhook")
        seen.must_say("afgegeven proefbericht – 1")
        assert b'"type":"test"' in receiver.bodies[0]
        rotated = await member.send(seen, "/webhook/geheim")
        second = SECRET.search(rotated.words)
        assert second
        assert second[0] != first[0]
        rotated.must_say("ondertekenen we ook met het vorige geheim")
        page = await member.send(await member.visit(f"{here}/webhook"), "/webhook/weg")
        page.must_say("Er gaan geen berichten meer naar jullie software.")


async def test_the_municipality_looks_and_others_see_nothing(world: World) -> None:
    here, member_id = await a_partner(world, "Kijker")
    async with somebody(world, "partner", member_id) as member:
        await member.send(await member.visit(f"{here}/webhook"), "/webhook", adres="http://127.0.0.1:9/geheim-adres")
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit(f"{here}/webhook")
        page.must_say("http://127.0.0.1:9/geheim-adres")
        assert not [form for form in page.forms if "/webhook" in form.action]
        assert (await officer.post(f"{here}/webhook/geheim", await token_of(officer))).status in (403, 404)
    for kind in ("", "wijkteam"):
        async with somebody(world, kind) as other:
            assert "geheim-adres" not in (await other.visit(f"{here}/webhook")).words
