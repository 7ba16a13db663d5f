"""Money that moves after the award: by a decision, at most what stands, once, and undone by its opposite."""

from datetime import timedelta

import pytest
import pytest_asyncio

from tests.support.money import PAID, an_award, booked, numbers_after, seen_by_anybody, two_circles
from tests.support.office import a_published_split, somebody, token_of
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def circle(world: World) -> dict[str, str]:
    """The ids of who decides, by name."""
    return await two_circles(world)


async def test_a_payment_stands_in_the_ledger_with_what_it_rests_on(world: World, circle: dict[str, str]) -> None:
    idea = await an_award(world, circle, "Cees", "700")
    page = await booked(world, idea, **PAID)
    page.must_say("De betaling staat in het grootboek.", "Uitbetaald: Betaling 17")
    assert numbers_after(page, "Uitbetaald: Betaling 17 Verbeter deze boeking : Uitbetaald: Betaling 17", 3) == [
        0,
        -30_000,
        30_000,
    ]
    public = await seen_by_anybody(world, f"/ideeen/{idea}")
    public.must_say("Gevraagd € 700", "Uitbetaald € 300", "Komt nog € 400")
    assert not [form for form in public.forms if "/boeking" in form.action]


@pytest.mark.parametrize(
    ("typed", "status", "sentence", "at"),
    [
        ({**PAID, "bedrag": "9.000"}, 409, "Dat is te veel.", "bedrag"),
        ({**PAID, "bedrag": "niets"}, 422, "Schrijf het bedrag in cijfers", "bedrag"),
        ({**PAID, "document": " "}, 422, "Schrijf waaruit dit blijkt", "document"),
        ({**PAID, "soort": "vrij"}, 422, "Kies waarom het geld vrijkomt", "grond"),
        ({**PAID, "soort": "terugbetaling"}, 409, "Dat is te veel.", "bedrag"),
    ],
)
async def test_what_cannot_be_booked_comes_back_at_its_field_with_what_was_typed(
    world: World, circle: dict[str, str], typed: dict[str, str], status: int, sentence: str, at: str
) -> None:
    idea = await an_award(world, circle, "Dirk", "500")
    page = await booked(world, idea, **typed)
    assert page.status == status
    page.must_say(sentence)
    assert f"#{at}" in [href for _, href in page.links]
    fields = page.form("/boeking").fields
    assert fields["bedrag"] == typed["bedrag"]
    assert fields["document"] == typed["document"].strip()
    assert "Uitbetaald: Betaling" not in page.words


async def test_a_payment_sent_twice_is_one_payment(world: World, circle: dict[str, str]) -> None:
    idea = await an_award(world, circle, "Eva", "900")
    async with somebody(world, "beleidsmedewerker") as officer:
        seen = await officer.visit(f"/2020/grootboek?idee={idea}")
        for _again in range(2):
            page = await officer.send(seen, "/boeking", **PAID)
        page.must_say("Uitbetaald: € 300.")
        other = await officer.send(seen, "/boeking", **{**PAID, "bedrag": "200"})
    other.must_say("Dit formulier heb je al verstuurd, met iets anders erin.")


async def test_only_the_policy_officer_moves_money(world: World, circle: dict[str, str]) -> None:
    idea = await an_award(world, circle, "Fien", "250")
    wrong = "00000000-0000-0000-0000-000000000000"
    paths = (f"/ideeen/{idea}/boeking", f"/ideeen/{idea}/boekingen/{wrong}/verbetering", "/2020/grootboek/meenemen")
    for kind, status in (("", 401), ("bewoner", 404), ("budgethouder", 404)):
        async with somebody(world, kind) as person:
            seen = await person.visit(f"/2020/grootboek?idee={idea}")
            assert not [form for form in seen.forms if "/ideeen/" in form.action]
            assert "Neem mee naar" not in (await person.visit("/2020/grootboek")).words
            for path in paths:
                assert (await person.post(path, {**await token_of(person), **PAID})).status == status


async def test_a_correction_undoes_exactly_what_it_shows_and_only_once(world: World, circle: dict[str, str]) -> None:
    idea = await an_award(world, circle, "Gijs", "600")
    before = await booked(world, idea, **PAID)
    async with somebody(world, "beleidsmedewerker") as officer:
        where = before.link("/verbetering")
        shown = await officer.visit(where)
        shown.must_say("Uitbetaald: Betaling 17", "Bedrag € 300", "Toegezegd +€ 300", "Uitbetaald −€ 300")
        empty = await officer.send(shown, "/verbetering", document="")
        assert empty.status == 422
        done = await officer.send(empty, "/verbetering", document="Verkeerde rekening")
        done.must_say("De boeking is ongedaan gemaakt.", "Verbeterd: Verkeerde rekening", "later ongedaan gemaakt")
        done.must_say("Toegezegd en nog niet betaald: € 600. Uitbetaald: € 0.")
        assert where not in [href for _, href in done.links]
        again = await officer.send(shown, "/verbetering", document="Nog eens")
        assert again.status == 409
        again.must_say("Deze boeking kun je niet verbeteren")


async def test_released_money_is_free_again_on_a_ground_of_the_law(world: World, circle: dict[str, str]) -> None:
    idea = await an_award(world, circle, "Hans", "350")
    typed = {"soort": "vrij", "bedrag": "350", "grond": "withdrawn_by_applicant", "document": "Brief 3"}
    page = await booked(world, idea, **typed)
    page.must_say("Weer vrij: De aanvrager ziet ervan af; Brief 3", "Er is nu niets te boeken")


async def test_the_ledger_shows_how_it_stood_at_the_end_of_a_past_day(world: World, circle: dict[str, str]) -> None:
    idea = await an_award(world, circle, "Iris", "1.250")
    day = world.clock.today()
    world.clock.set(world.clock.now() + timedelta(days=3))
    await booked(world, idea, **{**PAID, "bedrag": "1.250"})
    then = await seen_by_anybody(world, f"/2020/grootboek?idee={idea}&op={day}")
    now = await seen_by_anybody(world, f"/2020/grootboek?idee={idea}")
    assert numbers_after(then, "Stand", 3) == [-125_000, 125_000, 0]
    assert numbers_after(now, "Stand", 3) == [-125_000, 0, 125_000]
    assert not [form for form in then.forms if "/boeking" in form.action]
    first = await seen_by_anybody(world, "/2020/grootboek?op=2018-01-01")
    first.must_say("Er is op deze dag nog niets geboekt")


async def test_what_is_left_goes_to_the_next_year_as_a_source_somebody_else_confirms(world: World) -> None:
    await a_published_split(world, 2033)
    async with somebody(world, "beleidsmedewerker") as officer:
        where = "/2033/grootboek/meenemen"
        form = await officer.visit(where)
        form.must_say("Vier ogen: iemand anders bevestigt die bron", "1.434.000")
        line = (await officer.visit("/2033/volg-de-euro")).link("/2033/begroting/").rsplit("/", 1)[-1]
        none = await officer.send(form, where, document="Raadsbesluit 4")
        assert none.status == 422
        none.must_say("Kies minstens één potje")
        assert none.form(where).fields["document"] == "Raadsbesluit 4"
        done = await officer.send(none, where, **{f"regel-{line}": "ja"})
        assert done.address.endswith("/2034/bronnen")
        done.must_say("Iemand anders bevestigt die.", "Raadsbesluit 4", "gepland")
    page = await seen_by_anybody(world, "/2033/volg-de-euro")
    got, _paid, _promised, carried, left = numbers_after(page, "Alles samen", 5)
    assert carried > 0
    assert got == carried + left == 143_400_000
    page.must_say("Naar een ander jaar", "ging mee naar een ander jaar")
