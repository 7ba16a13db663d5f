"""The conference and neighbourhood contracts on the pages: planned, shown, kept; signed and looked back on."""

import pytest
import pytest_asyncio

from tests.budget.pdfs import read_pdf
from tests.support.money import AREA, a_followed_award, two_circles
from tests.support.office import somebody, token_of
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")
WHERE = f"/2020/gebieden/{AREA}/contract"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def circle(world: World) -> dict[str, str]:
    return await two_circles(world)


async def a_result(world: World, circle: dict[str, str], name: str) -> str:
    idea, link = await a_followed_award(world, circle, name, "200")
    async with somebody(world) as me:
        own = await me.visit(link)
        form = await me.visit(f"{own.address}/resultaat")
        (await me.send(form, "/resultaat", verhaal=f"{name} zong.")).must_say("Dank je wel.")
    return idea


async def test_a_contract_is_written_signed_by_three_changed_and_looked_back_on(
    world: World, circle: dict[str, str]
) -> None:
    async with somebody(world) as anybody:
        (await anybody.visit(WHERE)).must_say("Nog geen wijkcontract")
        (await anybody.visit(f"/2020/gebieden/{AREA}")).link(WHERE)
    signers = (("bewoner", "Rosa"), ("wijkteam", "Willem"), ("budgethouder", ""))
    async with somebody(world, "wijkteam", circle["Willem"]) as worker:
        form = await worker.visit(f"{WHERE}/opstellen")
        empty = await worker.send(form, "/opstellen")
        assert empty.status == 422
        line = next(it for it in form.form("/opstellen").options["residents-1-bij"].values() if it.startswith("regel:"))
        typed = {"residents-1": "Wij zetten thee.", "residents-1-bij": line, "municipality-1": "Wij betalen."}
        (await worker.send(form, "/opstellen", **typed)).must_say("klaar om te tekenen", "Hoort bij:", "Wij betalen.")
    for number, (kind, name) in enumerate(signers):
        async with somebody(world, kind, circle[name] if name else "") as signer:
            page = await signer.send(await signer.visit(WHERE), "/handtekening")
            page.must_say("Je hebt getekend.")
            assert ("Dit spraken we af" in page.words) == (number == 2)
    async with somebody(world, "bewoner", circle["Rosa"]) as resident:
        page = await resident.visit(WHERE)
        assert not [form for form in page.forms if "/handtekening" in form.action]
        wrong = await resident.send(page, "/terugblik/1")
        assert wrong.status == 422
        done = await resident.send(page, "/terugblik/1", **{"hoe-1": "deels", "zin-1": "In de winter niet."})
        done.must_say("Deels gelukt. In de winter niet.")
        first = read_pdf((await resident.fetch(done.link("/versie-1.pdf"))).content)
        assert (first.title, first.language) == ("Wijkcontract van Oosterparkwijk, 2020", "nl")
        assert first.tags.count("H1") == 1
        assert first.tags.count("H2") == 3
        said = " ".join(first.text.split())
        for words in ("door alle drie getekend", "Wij zetten thee.", "Hoort bij:", "Deels gelukt. In de winter niet."):
            assert words in said
        assert "een bewoner die meebeslist" in said
    async with somebody(world, "wijkteam", circle["Willem"]) as worker:
        form = await worker.visit(f"{WHERE}/opstellen")
        typed = {"residents-1": "Wij zetten koffie.", "toelichting": "Niemand lustte thee."}
        page = await worker.send(form, "/opstellen", **typed)
        page.must_say("Versie 2 wacht op handtekeningen", "Tot dan geldt versie 1", "Eraf:", "Erbij:")
        second = read_pdf((await worker.fetch(page.link("/versie-2.pdf"))).content)
        assert "nog niet door alle drie getekend" in " ".join(second.text.split())
        assert (await worker.fetch(f"{WHERE}/versie-3.pdf")).status == 404
    async with somebody(world, "wijkteam", circle["Wim"]) as neighbour:
        assert (await neighbour.visit(f"{WHERE}/opstellen")).status == 404


async def test_the_conference_from_plan_to_kept(world: World, circle: dict[str, str]) -> None:
    first = await a_result(world, circle, "Noor")
    await a_result(world, circle, "Otto")
    base = "/2020/slotconferentie"
    async with somebody(world, "beleidsmedewerker") as officer:
        form = await officer.visit(f"{base}/plannen")
        empty = await officer.send(form, "/plannen", start="", plek="")
        assert empty.status == 422
        typed = {"start": "2021-01-15T15:00", "plek": "Het stadhuis", f"plek-{first}": "99", f"min-{first}": "20"}
        page = await officer.send(form, "/plannen", **typed)
        page.must_say("De conferentie staat gepland.", "15:00", "15:10", "15:30 Afsluiting", "Het stadhuis")
    async with somebody(world) as anybody:
        page = await anybody.visit(base)
        assert f"/2019/idee?van={first}" in [href for _, href in page.links]
        (await anybody.visit(f"{base}/uitnodiging")).must_say("Wat: 2 initiatieven", "Het stadhuis")
        screen = await anybody.visit(f"{base}/scherm/0")
        for shown in ("Otto zong.", "Noor zong."):
            screen = await anybody.visit(next(href for text, href in screen.links if text == "Volgende"))
            screen.must_say(shown)
        assert "Volgende" not in [text for text, _ in screen.links]
        assert (await anybody.visit(f"{base}/scherm/3")).status == 404
        assert "/inloggen" in (await anybody.visit(f"{base}/plannen")).address
    async with somebody(world, "wijkteam", circle["Willem"]) as worker:
        page = await worker.visit(base)
        learned = await worker.send(page, f"/geleerd/{AREA}", **{f"geleerd-{AREA}": "Begin eerder."})
        learned.must_say("Begin eerder.")
        again = await worker.send(page, f"/geleerd/{AREA}", **{f"geleerd-{AREA}": "Iets anders."})
        assert again.status == 409
        (await worker.visit(f"/2021/gebieden/{AREA}")).must_say("Wat we leerden in 2020: Begin eerder.")
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.send(await officer.visit(f"{base}/plannen"), "/stand")
        page.must_say("De conferentie is gehouden.")
        page = await officer.send(await officer.visit(f"{base}/plannen"), "/stand")
        page.must_say("De conferentie is afgesloten.")
        (await officer.visit(f"{base}/plannen")).must_say("Alles blijft hier staan.")


async def test_a_sample_is_only_drawn_where_the_scheme_says_so(world: World, circle: dict[str, str]) -> None:
    async with somebody(world) as anybody:
        page = await anybody.visit("/2020/steekproef")
        page.must_say("staat geen steekproef")
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit("/2020/steekproef")
        assert not [form for form in page.forms if "/steekproef" in form.action]
        refused = await officer.post("/2020/steekproef", {**await token_of(officer), "aantal": "2"})
        assert refused.status == 409
