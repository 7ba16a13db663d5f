"""The way to the idea form without knowing one's area, and with an idea that got a yes elsewhere."""

import pytest
import pytest_asyncio

from tests.support.money import an_award, two_circles
from tests.support.office import a_published_split, an_idea, somebody
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")
YEAR = 2064
START = f"/{YEAR}/idee"


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def divided(world: World) -> None:
    """Money for the year, whichever of these tests comes first."""
    await a_published_split(world, YEAR)


async def test_a_postcode_in_one_area_leads_to_its_form_and_stands_in_no_address(world: World) -> None:
    async with somebody(world) as resident:
        page = await resident.send(await resident.visit(START), "/idee", postcode="9714 ab")
        assert page.address.endswith(f"/{YEAR}/gebieden/oud-noord/idee")
        page.must_say("Deze postcode ligt in Oud-Noord. Klopt dat niet?", "Vertel je idee")


async def test_a_postcode_in_several_areas_asks_which(world: World) -> None:
    async with somebody(world) as resident:
        page = await resident.send(await resident.visit(START), "/idee", postcode="9713")
        page.must_say("Welk gebied is het?")
        fitting = page.words[page.words.index("Welk gebied is het?") : page.words.index("Zoek op postcode")]
        assert ("Oosterparkwijk" in fitting, "Centrum en Oud-West" in fitting, "Haren" in fitting) == (
            True,
            True,
            False,
        )
        form = await resident.visit(page.link("/gebieden/oosterparkwijk/idee"))
        form.must_say("In Oosterparkwijk is nog")


@pytest.mark.parametrize(
    ("typed", "sentence", "status"),
    [
        ("", "Vul je postcode in", 422),
        ("97 13", "Dit is geen postcode", 422),
        ("1011 AB", "Deze postcode kennen we niet in Groningen.", 404),
    ],
)
async def test_what_leads_nowhere_says_why_and_leaves_the_list(
    world: World, typed: str, sentence: str, status: int
) -> None:
    async with somebody(world) as resident:
        page = await resident.send(await resident.visit(START), "/idee", postcode=typed)
        assert page.status == status
        page.must_say(sentence, "Of kies uit de lijst", "Haren")


async def test_a_draft_goes_along_to_another_area(world: World) -> None:
    async with somebody(world) as resident:
        page = await resident.visit(f"/{YEAR}/gebieden/haren/idee")
        kept = await resident.send(page, "/idee", wat="Een middag", actie="bewaar")
        start = await resident.visit(kept.link(f"{START}?concept="))
        there = await resident.send(start, "/idee", postcode="9714")
        assert f"/{YEAR}/gebieden/oud-noord/idee?concept=" in there.address
        assert there.form("/idee").fields["wat"] == "Een middag"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def circle(world: World) -> dict[str, str]:
    """Money in 2020, and who may say yes."""
    return await two_circles(world)


async def test_an_idea_that_got_a_yes_is_taken_along_without_when_where_and_who(
    world: World, circle: dict[str, str]
) -> None:
    idea = await an_award(world, circle, "Marloes", "725,50")
    async with somebody(world) as resident:
        page = await resident.visit(f"/ideeen/{idea}")
        page.must_say("Neem dit idee mee naar mijn buurt")
        assert page.link("/idee?van=") == f"/2019/idee?van={idea}"
        start = await resident.visit(f"{START}?van={idea}")
        form = await resident.send(start, "/idee", postcode="9714")
        form.must_say("We hebben overgenomen wat en hoeveel.")
        fields = form.form("/idee").fields
        assert fields["wat"] == "Marloes wil een middag met muziek"
        assert fields["bedrag"] == "725,50"
        assert [fields[name] for name in ("wanneer", "waar", "naam", "email")] == ["", "", "", ""]


@pytest.mark.usefixtures("circle")
async def test_an_idea_without_a_yes_is_not_taken_along(world: World) -> None:
    idea = await an_idea(world, "haren", "Fenna", "300")
    async with somebody(world) as resident:
        assert "Neem dit idee mee" not in (await resident.visit(f"/ideeen/{idea}")).words
        form = await resident.visit(f"/{YEAR}/gebieden/haren/idee?van={idea}")
        assert form.form("/idee").fields["wat"] == ""
