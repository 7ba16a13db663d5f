"""Who decides leaves an address on the pages of the circle, confirms it, and ends it by the link in a mail."""

import re

import asyncpg
import pytest

from frontend.mailbox import newest_mails
from tests.support.office import a_member, a_published_split, somebody, token_of
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_from_an_address_to_the_end_of_it(world: World) -> None:
    await a_published_split(world, 2020)
    area = "noordoost"
    where = f"/2020/gebieden/{area}/mails"
    worker = await a_member(world, 2020, "Wim", "area_worker", area)
    async with somebody(world, "wijkteam", worker) as person:
        page = await person.visit(f"/2020/gebieden/{area}/beslissen")
        page = await person.visit(page.link("/mails"))
        page.must_say("Mail mij als er iets nieuws is")
        (await person.send(page, where, email="wim@")).must_say("Kijk nog eens naar je e-mailadres.")
        page = await person.send(page, where, email="wim@voorbeeld.nl")
        page.must_say("We hebben een code gemaild naar wim@voorbeeld.nl .")
        await world.settle()
        (await person.send(page, f"{where}/code", code="12")).must_say("De code is zes cijfers")
        code = re.search(r"\d{6}", newest_mails(world.data / "mail")[0].subject)
        assert code
        (await person.send(page, f"{where}/code", code=code[0])).must_say("Vanaf nu mailen we je")
        page = await person.visit(where)
        page.must_say("We mailen wim@voorbeeld.nl tot en met")
        (await person.send(page, f"{where}/stoppen")).must_say("We mailen je niet meer.")
        page = await person.send(await person.visit(where), where, email="wim@voorbeeld.nl")
        await world.settle()
        code = re.search(r"\d{6}", newest_mails(world.data / "mail")[0].subject)
        assert code
        (await person.send(page, f"{where}/code", code=code[0])).must_say("Vanaf nu mailen we je")
    connection = await asyncpg.connect(world.databases["profiles"].app)
    role_id = await connection.fetchval("SELECT id FROM memberships WHERE person_id = $1::uuid", worker)
    await connection.close()
    async with somebody(world, "beleidsmedewerker") as officer:
        await officer.post("/2020/teams/einde", {**await token_of(officer), "lid": str(role_id)})
    await world.settle()
    connection = await asyncpg.connect(world.databases["budget"].app)
    assert await connection.fetchval("SELECT count(*) FROM circle_mails") == 0
    await connection.close()
    async with somebody(world) as anybody:
        dead = await anybody.visit(f"/mails-stoppen/{role_id}/een-oude-link")
        dead.must_say("Deze link doet niets meer")
        assert not [form for form in dead.forms if "mails-stoppen" in form.action]
        assert not [form for form in (await anybody.visit(where)).forms if form.action == where]
