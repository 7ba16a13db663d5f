"""The dossier of a partner at its pages: written by one, put in force by another; its referrals."""

import re
from collections.abc import Mapping

import pytest

from services.monitoring.contract.referral_corrections import SubmitCorrections, SubmitWithdrawals
from services.monitoring.contract.referrals import SubmitReferrals
from tests.support.office import somebody, token_of
from tests.support.world import World
from voorveld.browser import Page, Person

pytestmark = pytest.mark.asyncio(loop_scope="module")
LIST = "/2020/partners"
WRITTEN = {
    "kernwaarden": "Vertrouwen, verantwoordelijkheid en vrijheid.",
    "visie": "Oprechte aandacht, dichtbij.",
    "onderschreven_door": "directeur van de partner",
    "onderschreven_op": "30-10-2019",
    "activiteiten": "jeugdhulp; Jeugdhulp dichtbij",
    "aanbieders": "22220001; De Molen; gemeente\n22220002; Landelijk; landelijk",
    "volgen": "Houdt minder zware hulp stand?; meer crisis; eerder bellen",
    "casussen": "27-02-2020; een selectie van 2019",
    "kpi1_naam": "Kinderen in de inloop",
    "kpi1_code": "open_house",
    "kpi1_definitie": "Verschillende kinderen",
    "kpi1_eenheid": "children",
    "kpi1_hoe_vaak": "month",
    "kpi1_doel": "40",
    "kpi1_begin": "12,5",
}


async def a_dossier(world: World, name: str, **changes: str) -> str:
    """The address of a partner whose dossier is in force."""
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.send(await officer.visit(LIST), LIST, naam=name)
        here = re.sub(r".*voorveld\.test", "", page.address)
        form = await officer.visit(f"{here}/dossier/concept")
        saved = await officer.send(form, "/dossier/concept", **{**WRITTEN, **changes})
        saved.must_say("Het concept is bewaard.", "Er is een concept")
        assert not [each for each in saved.forms if each.action.endswith("/vaststelling")]
    await in_force(world, here)
    return here


async def in_force(world: World, here: str) -> Page:
    async with somebody(world, "budgethouder") as approver:
        page = await approver.visit(f"{here}/dossier")
        done = await approver.send(page, "/vaststelling")
    return done.must_say("geldt vanaf nu")


async def a_key(officer: Person, here: str) -> str:
    form = (await officer.visit(here)).form("/sleutels")
    key = re.search(r"vv_[0-9a-f]+_[\w-]+", (await officer.post(form.action, form.fields)).text)
    assert key is not None
    return key[0]


def a_referral(reference: str, **changes: object) -> Mapping[str, object]:
    return {
        "reference": reference, "referredOn": "2020-02-14", "providerAgb": "22220001", "activity": "jeugdhulp",
        "productCategory": "50", "referrer": "06", "livesHere": True, "responsibleMunicipality": "GM0014",
        "reason": "meer dan licht kan",
    } | changes  # fmt: skip


async def sent(world: World, here: str, *rows: Mapping[str, object]) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        key = await a_key(officer, here)
    monitoring = world.monitoring()
    await monitoring.submit_referrals(SubmitReferrals.model_validate({"referrals": list(rows)}), api_key=key)
    await monitoring.close()


async def in_july(world: World, day: int = 10) -> None:
    async with somebody(world) as developer:
        await developer.send(await developer.visit("/dev"), "/dev/klok", moment=f"2020-07-{day}T09:00")


async def test_the_four_pillars_stand_on_one_page_for_everybody(world: World) -> None:
    here = await a_dossier(world, "Vier pijlers")
    async with somebody(world) as anybody:
        page = await anybody.visit(f"{here}/dossier")
        linked = await anybody.visit(here)
    page.must_say(
        "Versie 1, geldt sinds", "Vertrouwen, verantwoordelijkheid en vrijheid.", "Onderschreven door: directeur van",
        "woonplaatsbeginsel", "Meldcode", "De Molen (22220001, gemeente)", "Landelijk (22220002, landelijk",
        "elke maand", "12,5 40 geen", "Signaal: meer crisis", "We proberen: eerder bellen", "een selectie van 2019",
    )  # fmt: skip
    linked.must_say("Dossier: de afspraak op vier pijlers")
    assert "Er is een concept" not in page.words


async def test_a_day_of_endorsement_that_is_still_to_come_is_refused_beside_its_field(world: World) -> None:
    here = await a_dossier(world, "Onderschreven")
    async with somebody(world, "beleidsmedewerker") as officer:
        form = await officer.visit(f"{here}/dossier/concept")
        page = await officer.send(form, "/dossier/concept", onderschreven_op="31-12-2099")
        page.must_say("Vul in op welke dag het is onderschreven, tot en met vandaag.")
        assert (page.status, page.form("/dossier/concept").fields["onderschreven_op"]) == (400, "31-12-2099")


async def test_a_next_version_shows_what_differs_and_the_form_starts_from_the_last(world: World) -> None:
    here = await a_dossier(world, "Versies")
    async with somebody(world, "beleidsmedewerker") as officer:
        form = await officer.visit(f"{here}/dossier/concept")
        kept = form.form("/dossier/concept").fields
        assert {name: kept.get(name) for name in WRITTEN if name != "kpi1_eenheid"} == {
            name: value for name, value in WRITTEN.items() if name != "kpi1_eenheid"
        }
        page = await officer.send(form, "/dossier/concept", aanbieders="22220001; De Molen; gemeente")
        page.must_say(
            "Wat het concept verandert", "Aanbieders: 22220002 naam: Landelijk; contract met: landelijk door de VNG weg"
        )
    await in_force(world, here)
    async with somebody(world) as anybody:
        page = await anybody.visit(f"{here}/dossier")
        first = await anybody.visit(f"{here}/dossier?versie=1")
    page.must_say(
        "Versie 2, geldt sinds",
        "Anders dan de versie ervoor",
        "Aanbieders: 22220002 naam: Landelijk; contract met: landelijk door de VNG weg",
    )
    first.must_say("Versie 1, geldt niet meer", "Landelijk (22220002")


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("kernwaarden", "", "Schrijf wat jullie allebei belangrijk vinden"),
        ("aanbieders", "22220001; De Molen; gemeente\n123; Fout; gemeente", "Regel 2 klopt niet."),
        ("aanbieders", "22220001; De Molen; provincie", "Schrijf per regel: AGB-code; naam; gemeente of landelijk"),
        ("licht", "45\n39", "Regel 2 klopt niet."),
        ("toestemmingen", "Besluit; wat; ooit", "Regel 1 klopt niet."),
        ("casussen", "in februari; iets", "Schrijf per regel: dag; waarover het ging"),
        ("kpi1_doel", "veel", "Schrijf een getal zonder punt in duizendtallen."),
        ("kpi1_doel", "1.000", "“1.000” kan 1000 zijn en ook 1. Schrijf 1000 of 1."),
        ("kpi1_grens", "500.000", "“500.000” kan 500000 zijn en ook 500. Schrijf 500000 of 500."),
        ("kpi1_grens", "1.250,50", "Schrijf ze niet: 1200 of 1200,5."),
        ("kpi1_begin", "900000000000", "Dit getal is te groot."),
    ],
)
async def test_a_mistake_in_the_draft_keeps_what_was_typed(world: World, field: str, typed: str, sentence: str) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.send(await officer.visit(LIST), LIST, naam=f"Fout {field} {sentence}"[:100])
        here = re.sub(r".*voorveld\.test", "", page.address)
        form = await officer.visit(f"{here}/dossier/concept")
        page = await officer.send(form, "/dossier/concept", **{**WRITTEN, field: typed})
    assert page.status == 422
    page.must_say(sentence)
    assert page.form("/dossier/concept").fields[field].replace("\r\n", "\n") == typed


async def test_a_breach_is_seen_by_the_partner_and_permitted_by_two_people(world: World) -> None:
    here = await a_dossier(world, "Overschrijding")
    await in_july(world)
    await sent(world, here, a_referral("KL-1", providerAgb="22220003"), a_referral("KL-2"))
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit(f"{here}/verwijzingen")
        page.must_say("KL-1: open", "Met deze aanbieder heeft de gemeente geen contract", "versie 1 van de afspraak")
        missing = await officer.send(page, "/stap", stap="permit")
        assert missing.status == 400
        missing.must_say("Noem het besluit of de brief waar dit in staat.")
        page = await officer.send(page, "/stap", stap="permit", document="Besluit 2020-7")
        page.must_say("het college geeft toestemming: wacht op een besluit", "Besluit 2020-7")
        assert not [form for form in page.forms if form.action.endswith("/besluit")]
    async with somebody(world, "budgethouder") as approver:
        page = await approver.visit(f"{here}/verwijzingen")
        page = await approver.send(page, "/besluit", besluit="ja")
    page.must_say("De stap is bevestigd.", "KL-1: toegestaan")


async def test_what_the_partner_put_right_stands_with_the_case_and_as_history(world: World) -> None:
    here = await a_dossier(world, "Verbeterd")
    await in_july(world)
    wrong = a_referral("VB-1", providerAgb="22220003")
    await sent(world, here, wrong, a_referral("VB-2", providerAgb="22220003"))
    async with somebody(world, "beleidsmedewerker") as officer:
        key = await a_key(officer, here)
    right = {**a_referral("VB-1"), "version": 1, "why": "verkeerde aanbieder gekozen"}
    twice = {"reference": "VB-2", "version": 1, "why": "twee keer gestuurd"}
    monitoring = world.monitoring()
    await monitoring.correct_referrals(SubmitCorrections.model_validate({"corrections": [right]}), api_key=key)
    await monitoring.withdraw_referrals(SubmitWithdrawals.model_validate({"withdrawals": [twice]}), api_key=key)
    await monitoring.close()
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit(f"{here}/verwijzingen")
    page.must_say(
        "VB-1: open",
        "De partner zegt: verkeerd gemeld. Verbeterd op 10 juli 2020. Reden: verkeerde aanbieder gekozen",
        "De partner zegt: dit was geen verwijzing. Ingetrokken op 10 juli 2020. Reden: twee keer gestuurd",
        "De gemeente beslist of dit klaar is.",
        "VB-1, versie 1: verbeterd op 10 juli 2020",
        "VB-2, versie 1: ingetrokken op 10 juli 2020",
    )


async def test_the_end_of_a_subsidy_has_a_last_day_and_everybody_reads_since_when(world: World) -> None:
    here = await a_dossier(world, "Gestopt")
    await in_july(world)
    await sent(world, here, a_referral("ST-1", providerAgb="22220003"))
    for typed in (
        {"stap": "hearing"},
        {"stap": "end_of_subsidy", "document": "Besluit 9", "laatste_dag": "31-05-2020"},
    ):
        async with somebody(world, "beleidsmedewerker") as officer:
            page = await officer.visit(f"{here}/verwijzingen")
            await officer.send(page, "/stap", **typed)
        async with somebody(world, "budgethouder") as approver:
            page = await approver.visit(f"{here}/verwijzingen")
            page = await approver.send(page, "/besluit", besluit="ja")
    page.must_say("laatste dag van de subsidie: 31 mei 2020")
    async with somebody(world) as anybody:
        (await anybody.visit(here)).must_say("De subsidie is gestopt. De laatste dag was 31 mei 2020.")
        (await anybody.visit(LIST)).must_say("subsidie gestopt, laatste dag 31 mei 2020")


async def test_referrals_are_closed_to_the_public_and_to_others(world: World) -> None:
    here = await a_dossier(world, "Gesloten")
    async with somebody(world) as anybody:
        assert "Alle verwijzingen" not in (await anybody.visit(f"{here}/verwijzingen")).words
        assert "Verwijzingen van 2020" not in (await anybody.visit(f"{here}/dossier")).words
    async with somebody(world, "wijkteam") as worker:
        assert (await worker.visit(f"{here}/verwijzingen")).status in (403, 404)
        token = await token_of(worker)
        assert (await worker.post(f"{here}/dossier/concept", {**token, **WRITTEN})).status in (403, 404)


async def test_a_lot_is_drawn_and_what_was_seen_is_written(world: World) -> None:
    here = await a_dossier(world, "Steekproef")
    await in_july(world)
    await sent(world, here, *(a_referral(f"SP-{number}") for number in range(5)))
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit(f"{here}/verwijzingen")
        page = await officer.send(page, "/steekproef", kwartaal="2020-Q1", deel="40")
        page.must_say("Geloot: 2 van de 5 verwijzingen.", "40 procent van 5 verwijzingen, startgetal")
        review = next(form for form in page.forms if "/bekeken/" in form.action)
        learned = {"oordeel": "can_be_better", "leerpunt": "bel eerder met school"}
        await officer.post(review.action, {**review.fields, **learned})
        done = await officer.visit(f"{here}/verwijzingen")
    done.must_say("kan beter", "Geleerd: bel eerder met school")


async def test_the_first_picture_is_whether_heavy_help_becomes_less(world: World) -> None:
    here = await a_dossier(world, "Afschaling")
    await in_july(world, 22)
    rows = [a_referral(f"A-{n}") for n in range(9)]
    rows += [a_referral(f"B-{n}", referredOn="2020-05-14", areaId="noordoost") for n in range(6)]
    rows += [a_referral(f"C-{n}", productCategory="45") for n in range(5)]
    await sent(world, here, *rows)
    async with somebody(world) as anybody:
        page = await anybody.visit(f"{here}/dossier")
        await sent(world, here, a_referral("D-1", productCategory="45", referredOn="2020-05-14"))
        small = await anybody.visit(f"{here}/dossier")
    small.must_say("2e kwartaal 2020 te klein om te tonen te klein om te tonen")
    page.must_say(
        "Wordt zware hulp minder?",
        "In 2e kwartaal 2020 waren er minder verwijzingen naar zware hulp dan in 1e kwartaal 2020: 6, eerst 9.",
        "Dat kan ook toeval zijn.",
        "1e kwartaal 2020 9 5",
        "2e kwartaal 2020 6 0",
        "Licht zijn de productcategorieën 45, 51 van iJw",
    )
    assert page.words.index("Wordt zware hulp minder?") < page.words.index("Waar we voor staan")
