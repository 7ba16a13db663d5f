"""A button pushed twice, or a form sent again with the back button: the answer people see is the one of the first."""

import re

import pytest

from tests.support.office import a_published_split, somebody
from tests.support.world import World
from voorveld.browser import Page, Person
from voorveld.example_stage import newest_mail

pytestmark = pytest.mark.asyncio(loop_scope="module")
IDEA = {"wat": "Een middag met muziek", "bedrag": "100", "wanneer": "In mei", "waar": "Het plein", "akkoord": "ja"}


async def an_idea_in(world: World, resident: Person, email: str) -> tuple[Page, str, str]:
    """The page that asks for the code, the code, and the area. Makes the year's split when no test did so before."""
    if "Bekendgemaakt" not in (await resident.visit("/2020/verdeling")).words:
        await a_published_split(world, 2020)
    async with somebody(world, "wijkteam") as worker:
        area = (await worker.visit("/2020/beslissen")).address.split("/")[-2]
    form = await resident.visit(f"/2020/gebieden/{area}/idee")
    page = await resident.send(form, "/idee", **IDEA, naam="Sanne", email=email)
    await world.settle()
    code = re.search(r"\b(\d{6})\b", (await newest_mail(resident, email)).words)
    assert code
    return page, code[1], area


async def test_a_code_sent_twice_ends_at_the_idea_and_not_at_a_mistake(world: World) -> None:
    async with somebody(world) as resident:
        page, code, _ = await an_idea_in(world, resident, "twee@voorbeeld.nl")
        for _again in range(2):
            own = await resident.send(page, "/code", code=code)
            own.must_say("Je idee is binnen", "De buurt beslist")


async def test_a_yes_sent_twice_counts_once_and_says_so_both_times(world: World) -> None:
    said = {"wijkteam": "Je ja staat erbij. Nog één ja nodig.", "bewoner": "Dit was de tweede ja."}
    async with somebody(world) as resident:
        page, code, area = await an_idea_in(world, resident, "vier@voorbeeld.nl")
        idea = (await resident.send(page, "/code", code=code)).address.rsplit("/", 1)[-1]
    for kind, sentence in said.items():
        async with somebody(world, kind) as member:
            choices = await member.visit(f"/2020/gebieden/{area}/beslissen")
            for _again in range(2):
                (await member.send(choices, f"/ideeen/{idea}/ja", geen_belang="ja")).must_say(sentence)


async def test_a_result_keeps_its_words_with_a_photo_too_large_and_may_be_sent_twice(world: World) -> None:
    async with somebody(world) as resident:
        page, code, area = await an_idea_in(world, resident, "drie@voorbeeld.nl")
        own = await resident.send(page, "/code", code=code)
        idea = own.address.rsplit("/", 1)[-1]
        for kind in ("wijkteam", "bewoner"):
            async with somebody(world, kind) as member:
                choices = await member.visit(f"/2020/gebieden/{area}/beslissen")
                await member.send(choices, f"/ideeen/{idea}/ja", geen_belang="ja")
        form = await resident.visit(f"/mijn-idee/{idea}/resultaat")
        told = {"verhaal": "Er werd gezongen.", "kinderen": "12"}
        large = {"foto1": ("groot.jpg", b"\xff\xd8" + b"x" * (13 * 1024 * 1024), "image/jpeg")}
        refused = await resident.send_files(form, "/resultaat", large, **told)
        refused.must_say("Dit bestand is te groot")
        assert refused.form("/resultaat").fields["verhaal"] == "Er werd gezongen."
        for _again in range(2):
            (await resident.send(form, "/resultaat", **told)).must_say("Dank je wel")
        other = await resident.send(form, "/resultaat", verhaal="Iets heel anders.", kinderen="12")
        other.must_say("Eén ding klopt nog niet")
