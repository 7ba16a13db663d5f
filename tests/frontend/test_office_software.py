"""The keys of the municipality's software on their page: shown once, listed for ever, ended; and what software did."""

import re

import pytest

from services.budget.contract.client import BudgetClient
from services.budget.contract.software_refusals import SoftwareKeyEnded
from services.budget.contract.sources import AddSource
from services.budget.contract.splits import DraftSplit, LineKind, PlanLine, ProposeSplit
from services.kit.caller import Caller
from tests.support.office import somebody, token_of
from tests.support.world import World
from voorveld.browser import Page

pytestmark = pytest.mark.asyncio(loop_scope="module")
PATH = "/2042/verdeling/software"
MAKE, END = "/software/sleutels", "/software/einde"
KEY = re.compile(r"vv_[0-9a-f]{12}_[\w-]{43}")
TYPED = {"naam": "Planpakket", "doel": "De verdeling voorbereiden", "einde": "30-06-2020"}


async def a_key(world: World, **typed: str) -> tuple[Page, str]:
    """The page that shows a new key, and the key."""
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.send(await officer.visit(PATH), MAKE, **{**TYPED, **typed})
    found = KEY.search(page.words)
    assert found
    return page, found[0]


def software(world: World, key: str) -> BudgetClient:
    return world.budget().on_behalf_of(Caller("software", token=key))


async def test_a_key_is_shown_on_one_answer_and_then_listed_without_its_secret(world: World) -> None:
    made, key = await a_key(world, naam="Eenmalig")
    made.must_say("Bewaar deze sleutel nu.", "nog niet")
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit(PATH)
    page.must_say("Eenmalig", "werkt tot en met 30 juni 2020", "door jou")
    assert key not in page.words
    assert not KEY.search(page.words)


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("naam", "", "Schrijf welk programma de sleutel krijgt"),
        ("doel", "", "Schrijf waar het programma de sleutel voor gebruikt"),
        ("einde", "", "Kies tot en met welke dag de sleutel werkt."),
        ("einde", "ooit", "Kies tot en met welke dag de sleutel werkt."),
        ("einde", "31-12-2099", "Kies een einddatum vanaf vandaag en uiterlijk"),
    ],
)
async def test_a_mistake_comes_back_at_its_field_with_what_was_typed(
    world: World, field: str, typed: str, sentence: str
) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.send(await officer.visit(PATH), MAKE, **{**TYPED, field: typed})
    page.must_say(sentence)
    assert (sentence, f"#{field}") in [(said[: len(sentence)], href) for said, href in page.links]
    other = "doel" if field != "doel" else "naam"
    assert page.form(MAKE).fields[other] == TYPED[other]


async def test_an_ended_key_opens_nothing_and_stays_in_the_list(world: World) -> None:
    _, key = await a_key(world, naam="Stopt")
    api = software(world, key)
    await api.sources(2042)
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit(PATH)
        nothing = await officer.send(page, END, sleutel="")
        nothing.must_say("Kies welke sleutel stopt")
        page = await officer.send(page, END, sleutel=key.split("_")[1])
    page.must_say("De sleutel is gestopt.", "Stopt", "gestopt", "voor het eerst")
    with pytest.raises(SoftwareKeyEnded):
        await api.sources(2042)
    await api.close()


async def test_what_software_did_is_told_as_its_work_to_staff_and_to_the_public_without_its_name(world: World) -> None:
    _, key = await a_key(world, naam="Rekenhulp")
    api = software(world, key)
    source = await api.add_source(AddSource(year=2043, name="Preventiegeld", amount_cents=100_000), key="een-sleutel-1")
    plan = DraftSplit(year=2043, source_ids=[source.id], lines=[PlanLine(key="all", kind=LineKind.CITY_WIDE)])
    draft = await api.draft_split(plan, key="een-sleutel-2")
    await api.propose_split(draft.id, ProposeSplit(version=draft.version))
    await api.close()
    async with somebody(world, "beleidsmedewerker") as officer:
        (await officer.visit("/2043/verdeling")).must_say("door Rekenhulp, met een sleutel van jou")
        (await officer.visit("/2043/bronnen")).must_say("Software zette deze bron klaar met een sleutel van jou.")
    async with somebody(world, "budgethouder") as approver:
        (await approver.visit("/2043/verdeling")).must_say("door Rekenhulp, met een sleutel van een beleidsmedewerker")
        (await approver.visit("/2043/bronnen")).must_say("Klaargezet door software van de gemeente")
    async with somebody(world, "raadslid") as council:
        page = await council.visit("/2043/verdeling")
    page.must_say("door software van de gemeente")
    assert "Rekenhulp" not in page.words


async def test_who_is_no_officer_makes_and_ends_nothing(world: World) -> None:
    _, key = await a_key(world, naam="Blijft")
    async with somebody(world, "budgethouder") as approver:
        page = await approver.visit(PATH)
        assert not [form for form in page.forms if "/software" in form.action]
        sent = {**await token_of(approver), **TYPED, "naam": "Stiekem", "sleutel": key.split("_")[1]}
        for path in (f"{PATH}/sleutels", f"{PATH}/einde"):
            assert (await approver.post(path, sent)).status == 404
        after = await approver.visit(PATH)
    assert "Stiekem" not in after.words
    await software(world, key).sources(2042)
    async with somebody(world, "raadslid") as council:
        assert (await council.visit(PATH)).status == 404
