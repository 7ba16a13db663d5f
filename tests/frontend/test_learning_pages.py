"""What was learned, at its page: a case review and a look back, by officer and partner, and words taken away."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from services.monitoring.contract.dossier import Pillars, PutInForce, SaveDraft, UncertaintiesPillar, Uncertainty
from services.monitoring.contract.models import AddPartner
from services.profiles.contract.models import AddPerson, Role
from tests.frontend.test_series_pages import waiting
from tests.support.apps import a_person
from tests.support.office import somebody
from tests.support.series import OFFICER
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")
WATCHED = "Houdt de afschaling stand?"


async def a_dossier(world: World) -> tuple[str, str]:
    """The address of what was learned in 2020, and the id of somebody of the partner."""
    world.clock.set(datetime(2020, 4, 2, 9, tzinfo=UTC))
    client, profiles = world.monitoring(), world.profiles()
    officer = client.on_behalf_of(OFFICER)
    partner = (await officer.add_partner(AddPartner(name=f"Jeugd dichtbij {uuid4()}"), key=str(uuid4()))).id
    pillars = Pillars(uncertainties=UncertaintiesPillar(watching=[Uncertainty(what=WATCHED)]))
    draft = SaveDraft(seen_revision=0, core_values="Vertrouwen.", pillars=pillars, kpis=[waiting()])
    await officer.save_draft(partner, 2020, draft)
    approver = client.on_behalf_of(a_person(("approver", None)))
    await approver.put_in_force(partner, 2020, PutInForce(seen_revision=1), key=str(uuid4()))
    person = AddPerson(
        display_name="Sam", email=f"{uuid4().hex}@voorbeeld.nl", role=Role.PARTNER_MEMBER, within=str(partner)
    )
    added = await profiles.on_behalf_of(OFFICER).add_person(person, key=str(uuid4()))
    await client.close()
    await profiles.close()
    return f"/2020/partners/{partner}/leren", str(added.id)


REVIEW = {"casus_dag": "2020-02-27", "casus_thema": "Scheidingen", "casus_geleerd": "School ziet het eerst."}
LOOK = {"blik_wat": "1", "blik_dag": "2020-03-20", "blik_gezien": "Minder crisis.", "blik_oordeel": "close"}


async def test_a_session_and_a_look_back_from_the_screen(world: World) -> None:
    where, member_id = await a_dossier(world)
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit(where)
        page = await officer.send(page, "/casussen", **REVIEW, **{"casus_onzeker-1": "ja"})
        page.must_say("De casusbespreking staat erbij.", "Scheidingen", f"Ging over: {WATCHED}")
    async with somebody(world, "partner", member_id) as member:
        page = await member.visit(where)
        back = next(form.action for form in page.forms if "/casussen/" in form.action)
        page = await member.send(page, "/onzekerheden", **LOOK, blik_casus=back.split("/")[-2])
        page.must_say("Minder crisis.", "Afgesloten.", "Uit de casusbespreking: Scheidingen")
        page = await member.send(page, back)
        page.must_say("De tekst is weg.", "de tekst is weggehaald op")
        assert "School ziet het eerst." not in page.words


async def test_what_is_wrong_is_said_and_what_was_typed_stays(world: World) -> None:
    where, _ = await a_dossier(world)
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit(where)
        wrong = await officer.send(page, "/casussen", casus_geleerd="Iets")
        wrong.must_say("Schrijf waar het over ging", "Schrijf de dag als")
        assert wrong.form("/casussen").fields["casus_geleerd"] == "Iets"
        wrong = await officer.send(page, "/onzekerheden", blik_dag="2020-03-20")
        wrong.must_say("Kies waar het over gaat", "Kies wat jullie ermee doen", "Schrijf wat jullie zagen")
        named = await officer.send(page, "/casussen", **(REVIEW | {"casus_geleerd": "Bel 06-12345678"}))
        assert (named.status, named.form("/casussen").fields["casus_geleerd"]) == (400, "Bel 06-12345678")
        late = await officer.send(page, "/casussen", **(REVIEW | {"casus_dag": "2099-01-01"}))
        late.must_say("Deze dag moet nog komen.")


async def test_it_is_for_the_partner_and_the_municipality(world: World) -> None:
    where, _ = await a_dossier(world)
    async with somebody(world) as anybody:
        door = await anybody.visit(where)
        assert door.address.partition("?")[0].endswith("/inloggen"), "the door, not the page"
        assert "/leren" not in str((await anybody.visit(where.replace("/leren", "/dossier"))).links)
    async with somebody(world, "beleidsmedewerker") as officer:
        assert (await officer.visit(where.replace("/leren", "/dossier"))).link("/leren") == where
