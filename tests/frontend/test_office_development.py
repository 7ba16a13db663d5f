"""What only a development installation has: signing in without proof, the clock, and the mail."""

from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest

from frontend.mailbox import find_mail, newest_mails
from frontend.main import create_app
from frontend.settings import Settings
from frontend.visitor import SESSION_COOKIE
from services.budget.contract.client import BudgetClient
from services.monitoring.contract.client import MonitoringClient
from services.profiles.contract.client import ProfilesClient
from tests.support.apps import running, shared_settings
from tests.support.office import somebody, token_of
from tests.support.world import ADDRESS, World

pytestmark = pytest.mark.asyncio(loop_scope="module")
KINDS = {
    "beleidsmedewerker": "/verdeling",
    "budgethouder": "/verdeling",
    "wijkteam": "/beslissen",
    "bewoner": "/beslissen",
    "raadslid": "/slotconferentie",
}


@pytest.mark.parametrize(("kind", "where"), KINDS.items())
async def test_each_kind_of_person_comes_where_their_work_is(world: World, kind: str, where: str) -> None:
    async with somebody(world) as person:
        page = await person.visit(f"/dev/inloggen/{kind}")
    assert page.address.endswith(where)
    page.must_say("Ingelogd als", "Uitloggen")


async def test_the_link_of_a_partner_signs_in_as_its_person_or_says_what_comes_first(world: World) -> None:
    async with somebody(world) as developer:
        page = await developer.visit("/dev/inloggen/partner")
        assert page.status == 409
        page.must_say("Dit lukte niet.", "Open de pagina Partners, kies een partner en voeg daar iemand toe.")
        assert "Uitloggen" not in page.words
        page.link("/dev/inloggen/beleidsmedewerker")
    async with somebody(world, "beleidsmedewerker") as officer:
        own = await officer.send(await officer.visit("/2020/partners"), "/2020/partners", naam="Buurtwerk")
        await officer.send(own, "/mensen", naam="Fatima", email="fatima@voorbeeld.nl")
    async with somebody(world) as developer:
        page = await developer.visit("/dev/inloggen/partner")
    assert page.address.rsplit("/", 1)[-1] == own.address.rsplit("/", 1)[-1]
    page.must_say("Ingelogd als", "Fatima", "Leveringen")


async def test_signing_in_leads_back_to_the_page_one_came_for(world: World) -> None:
    async with somebody(world) as person:
        asked = await person.visit("/2020/teams")
        asked.must_say("Kies wie je bent")
        page = await person.visit(asked.link("/dev/inloggen/beleidsmedewerker"))
        assert page.address == f"{ADDRESS}/2020/teams"
        away = await person.visit("/dev/inloggen/budgethouder?terug=https://elders.nl/")
        assert away.address.startswith(ADDRESS)
        assert (await person.visit("/dev/inloggen/burgemeester")).status == 404


async def test_signing_out_ends_the_session_and_not_only_the_cookie(world: World) -> None:
    async with httpx.AsyncClient(base_url=ADDRESS, transport=world.transports["frontend"]) as browser:
        await browser.get("/dev/inloggen/beleidsmedewerker")
        secret = browser.cookies[SESSION_COOKIE]
        page = await browser.get("/2020/teams")
        assert page.status_code == 200
        token = browser.cookies["vv_formulier"]
        gone = await browser.post("/uitloggen", data={"csrf": token})
        assert gone.headers["location"] == "/"
        assert SESSION_COOKIE not in browser.cookies
        old = await browser.get("/2020/teams", headers={"Cookie": f"{SESSION_COOKIE}={secret}"})
    assert old.headers["location"].startswith("/inloggen")


async def test_the_language_is_kept_and_leads_back(world: World) -> None:
    async with somebody(world) as person:
        page = await person.visit("/taal/en?terug=/2020/verdeling")
        assert page.address.endswith("/2020/verdeling")
        page.must_say("Nederlands", "Sign in")
        away = await person.visit("/taal/nl?terug=//elders.nl")
        assert away.address.startswith(f"{ADDRESS}/")
        assert (await person.visit("/taal/fy")).status == 404


async def test_the_clock_is_set_moved_on_and_put_back(world: World) -> None:
    async with somebody(world) as developer:
        page = await developer.send(await developer.visit("/dev"), "/dev/klok", moment="2020-03-20T09:00")
        page.must_say("Het is nu 20 maart 2020 om 09:00.", "De klok is verzet.")
        page = await developer.send(page, "/dev/klok", moment="", dagen="7")
        page.must_say("27 maart 2020")
        page = await developer.send(page, "/dev/klok", echt="ja")
        page.must_say("Dat is de echte tijd.")
        await developer.send(page, "/dev/klok", moment="2019-11-01T09:00")


@pytest.mark.parametrize("typed", ["", "morgen", "0001-01-01T00:00", "9999-12-31T23:59:59", "2020-02-30T10:00"])
async def test_what_is_no_moment_does_not_move_the_clock(world: World, typed: str) -> None:
    before = world.clock.today()
    async with somebody(world) as developer:
        page = await developer.send(await developer.visit("/dev"), "/dev/klok", moment=typed, dagen="9" * 5000)
    assert page.status == 422
    page.must_say("Schrijf een datum en tijd.")
    assert world.clock.today() == before


async def test_no_mail_yet_is_said_and_a_name_never_leaves_the_folder(world: World) -> None:
    async with somebody(world) as developer:
        (await developer.visit("/dev/mail")).must_say("Nog geen mail")
        for name in ("000001-00000000.eml", "..%2Fclock.json", "clock.json"):
            assert (await developer.visit(f"/dev/mail/{name}")).status == 404


async def test_the_button_needs_a_form_of_ours(world: World) -> None:
    async with somebody(world) as developer:
        assert (await developer.post("/dev/voorbeeldjaar", {})).status == 403
        (await developer.visit("/dev/voorbeeldjaar")).must_say("Het jaar is nog niet gespeeld.")
        labelled = await developer.post("/dev/voorbeeld-label", await token_of(developer))
        assert "Elke pagina zegt nu" in labelled.text
        (await developer.visit("/2020/verdeling")).must_say("Voorbeeld.")


async def test_in_production_there_are_no_tools_and_nobody_comes_in_without_proof(tmp_path: Path) -> None:
    settings = Settings(**{**shared_settings("frontend", tmp_path), "mode": "production"})
    nowhere = "http://127.0.0.1:9"
    app = create_app(
        settings,
        profiles=ProfilesClient(nowhere),
        budget=BudgetClient(nowhere),
        monitoring=MonitoringClient(nowhere),
    )
    async with running(app) as transport, httpx.AsyncClient(base_url=ADDRESS, transport=transport) as browser:
        for path in ("/dev", "/dev/mail", "/dev/inloggen/beleidsmedewerker", "/dev/voorbeeldjaar"):
            assert (await browser.get(path)).status_code == 404
        page = await browser.get("/inloggen")
    assert "/dev" not in page.text
    assert "Je gemeente moet eerst haar eigen manier van inloggen aansluiten." in page.text


def a_mail(folder: Path, name: str, text: str) -> None:
    message = EmailMessage()
    message["To"], message["Subject"] = "sanne@voorbeeld.nl", "Je idee"
    message.set_content(text)
    (folder / name).write_bytes(message.as_bytes())


async def test_only_addresses_of_our_own_site_become_links_and_text_stays_text(tmp_path: Path) -> None:
    text = f"<b>Hoi</b> {ADDRESS}/mijn-idee/openen/abc. {ADDRESS}.elders.nl/x https://elders.nl/y"
    a_mail(tmp_path, "000001-0000000a.eml", text)
    a_mail(tmp_path, "000002-0000000b.eml", "later")
    assert [mail.name[:6] for mail in newest_mails(tmp_path)] == ["000002", "000001"]
    mail = find_mail(tmp_path, "000001-0000000a.eml")
    assert mail is not None
    shown = str(mail.linked(ADDRESS))
    assert shown.count("<a ") == 1
    assert f'href="{ADDRESS}/mijn-idee/openen/abc"' in shown
    assert "&lt;b&gt;Hoi" in shown
    assert "https://elders.nl/y" in shown
