"""The report of a quarter at its page: by the partner, by the municipality, and afterwards."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from services.monitoring.contract.models import KpiValueIn, SubmitKpiValues
from services.profiles.contract.models import AddPerson, Role
from tests.budget.pdfs import read_pdf
from tests.frontend.test_series_pages import C5, waiting
from tests.support.office import somebody
from tests.support.series import OFFICER, a_partner_with
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")
FEBRUARY = datetime(2021, 2, 1, 9, tzinfo=UTC)


async def a_report(world: World, now: datetime = FEBRUARY) -> tuple[str, str]:
    """The address of the report over the third quarter of 2020, and the id of somebody of the partner."""
    world.clock.set(now)
    partner_id = await a_partner_with(world, waiting(), C5)
    return f"/2020/partners/{partner_id}/verslag/3", await a_member(world, partner_id)


async def a_member(world: World, partner_id: UUID) -> str:
    """Somebody of the partner, from today on."""
    profiles = world.profiles()
    person = AddPerson(
        display_name="Sam", email=f"{uuid4().hex}@voorbeeld.nl", role=Role.PARTNER_MEMBER, within=str(partner_id)
    )
    added = await profiles.on_behalf_of(OFFICER).add_person(person, key=str(uuid4()))
    await profiles.close()
    return str(added.id)


async def put_right(world: World, where: str, number: int) -> None:
    """The partner's software delivers the quarter once more."""
    client = world.monitoring()
    partner_id = UUID(where.split("/")[3])
    key = (await client.on_behalf_of(OFFICER).make_api_key(partner_id, key=str(uuid4()))).key or ""
    rows = [KpiValueIn(kpi="waiting", area_id=None, value=Decimal(number))]
    await client.submit(SubmitKpiValues(period="2020-Q3", values=rows), api_key=key)
    await client.close()


async def test_from_the_partners_words_to_a_report_that_stays(world: World) -> None:
    where, member_id = await a_report(world)
    async with somebody(world, "partner", member_id) as member:
        page = await member.visit(where)
        page.must_say(
            "Verslag over het 3e kwartaal 2020",
            "Stand: concept.",
            "Van de 1 afgesproken cijfers kwam er tot nu toe 1 binnen. De laatste dag is 1 januari 2035.",
            "3e kwartaal 2020: 54. Dat is een signaal",
            "De grens is hooguit 43. Overschreden in:",
        )
        assert "4e kwartaal 2020" not in page.words
        wrong = await member.send(page, "/woorden", woorden="Bel 06-12345678")
        wrong.must_say("Hier staat iets in dat naar een persoon kan wijzen")
        assert (wrong.status, wrong.form("/woorden").fields["woorden"]) == (400, "Bel 06-12345678")
        page = await member.send(page, "/woorden", woorden="De wachtlijst groeide.")
        page = await member.send(page.must_say("Je tekst staat in het verslag."), "/indienen")
        page.must_say("Het verslag is ingediend.", "Stand: ingediend.", "De wachtlijst groeide.")
        assert not [form for form in page.forms if "/verslag/" in form.action]
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.send(await officer.visit(where), "/accepteren")
        page.must_say("Het verslag is geaccepteerd.", "Tot nu toe niets.")
        assert not [form for form in page.forms if "/verslag/" in form.action]
        again = await officer.visit(where)
    assert "54" in again.words


async def test_what_comes_after_acceptance_stands_under_it(world: World) -> None:
    where, member_id = await a_report(world)
    async with somebody(world, "partner", member_id) as member:
        await member.send(await member.visit(where), "/indienen")
    async with somebody(world, "beleidsmedewerker") as officer:
        await officer.send(await officer.visit(where), "/accepteren")
        await put_right(world, where, 77)
        page = await officer.visit(where)
    page.must_say("Na het accepteren veranderd", "77", "3e kwartaal 2020: 54.")


async def test_an_old_page_does_not_decide_on_figures_that_came_since(world: World) -> None:
    where, member_id = await a_report(world)
    async with somebody(world, "partner", member_id) as member:
        await member.send(await member.visit(where), "/indienen")
    async with somebody(world, "beleidsmedewerker") as officer:
        old = await officer.visit(where)
        await put_right(world, where, 33)
        page = await officer.send(old, "/accepteren")
        page.must_say("De cijfers in dit verslag zijn veranderd sinds je het las.", "3e kwartaal 2020: 33.")
        page = await officer.send(old, "/terugsturen", opmerkingen="Leg de daling uit.")
        page.must_say("De cijfers in dit verslag zijn veranderd sinds je het las.", "Stand: ingediend.")
        assert (page.status, page.form("/terugsturen").fields["opmerkingen"]) == (409, "Leg de daling uit.")
        page = await officer.send(page, "/accepteren")
    page.must_say("Het verslag is geaccepteerd.", "3e kwartaal 2020: 33.")


async def test_sent_back_with_remarks_the_partner_writes_and_submits_again(world: World) -> None:
    where, member_id = await a_report(world)
    async with somebody(world, "partner", member_id) as member:
        await member.send(await member.visit(where), "/indienen")
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit(where)
        empty = await officer.send(page, "/terugsturen", opmerkingen="")
        empty.must_say("Schrijf wat de partner moet aanpassen")
        assert empty.status == 422
        page = await officer.send(page, "/terugsturen", opmerkingen="Leg de stijging uit.")
        page.must_say("Het verslag is teruggestuurd.", "Leg de stijging uit.", "Stand: teruggestuurd.")
        assert not [form for form in page.forms if "/verslag/" in form.action]
        assert "Leg de stijging uit." in read_pdf((await officer.fetch(f"{where}/pdf")).content).text
    async with somebody(world, "partner", member_id) as member:
        page = await member.visit(where)
        page.must_say("Leg de stijging uit.", "De afspraak noemt geen subsidie.")
        page = await member.send(page, "/woorden", woorden="Meer aanmeldingen.")
        page = await member.send(page, "/indienen")
        page.must_say("Stand: ingediend.", "Meer aanmeldingen.")


async def test_others_do_not_see_it_and_there_are_four_a_year(world: World) -> None:
    where, _ = await a_report(world)
    async with somebody(world) as anybody:
        page = await anybody.visit(where)
        assert "verslag" not in page.address.rpartition("/")[0].partition("?")[0], "the door, not the report"
        assert "Hoe de cijfers binnenkwamen" not in page.words
    async with somebody(world, "beleidsmedewerker") as officer:
        assert (await officer.visit(where[:-1] + "5")).status == 404
        own = await officer.visit(where.partition("/verslag")[0])
    assert own.link("/verslag/3") == where


async def test_the_pdf_is_one_for_everybody_and_says_what_the_page_says(world: World) -> None:
    where, _ = await a_report(world)
    async with somebody(world, "beleidsmedewerker") as officer:
        read = read_pdf((await officer.fetch(f"{where}/pdf")).content)
        assert (await officer.visit(where)).link("/pdf") == f"{where}/pdf"
    assert (read.title, read.language) == ("Verslag over het 3e kwartaal 2020", "nl")
    assert "Grafiek van Gezinnen die wachten. Hetzelfde staat in de tabel." in read.descriptions
    for words in (
        "Hoe de cijfers binnenkwamen",
        "3e kwartaal 2020: 54.",
        "De grens is hooguit 43.",
        "Het geld",
        "kwam er tot nu toe 1 binnen. De laatste dag is 1 januari 2035.",
        "Table",
    ):
        assert words in " ".join(read.text.split()) or words in read.tags


async def test_a_quarter_that_is_not_over_says_from_when_instead_of_a_button(world: World) -> None:
    where, member_id = await a_report(world, datetime(2020, 10, 2, 9, tzinfo=UTC))
    running = where[:-1] + "4"
    async with somebody(world, "partner", member_id) as member:
        page = await member.visit(running)
        page.must_say("Je kunt dit verslag indienen vanaf 1 januari 2021. Dan is het kwartaal voorbij.")
        assert not [form for form in page.forms if form.action.endswith("/indienen")]
        assert [form for form in page.forms if form.action.endswith("/woorden")]
        old = await member.visit(where)
        assert (await member.send(old, "/indienen")).status == 200, "the third quarter is over"


async def test_after_the_last_day_the_count_is_final(world: World) -> None:
    where, _ = await a_report(world)
    world.clock.set(datetime(2035, 1, 2, 9, tzinfo=UTC))
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit(where)
    page.must_say("kwam er 1 binnen, en 1 op tijd. De laatste dag was 1 januari 2035.")


async def test_of_a_year_without_agreement_it_says_that_there_was_none(world: World) -> None:
    where, member_id = await a_report(world)
    async with somebody(world, "partner", member_id) as member:
        page = await member.visit(where.replace("/2020/", "/2021/")[:-1] + "1")
    page.must_say("Met deze partner is voor 2021 niets afgesproken.")
    assert "aannemen" not in page.words
