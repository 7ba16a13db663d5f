"""A pot that is empty: said before somebody types, with what can be done instead of only a no."""

import re

import pytest

from tests.support.money import an_award, two_circles
from tests.support.office import somebody
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")
FORM = "/2020/gebieden/oosterparkwijk/idee"
SAID = ("Het geld is op", "Je kunt je idee wel vertellen. Het kan op de wachtlijst.")


async def test_the_form_says_that_the_money_is_gone_and_can_still_be_sent(world: World) -> None:
    circle = await two_circles(world)
    async with somebody(world) as resident:
        page = await resident.visit(FORM)
        assert SAID[0] not in page.words
        left = re.search(r"In Oosterparkwijk is nog € ([\d.,]+) over", page.words)
        assert left
        await an_award(world, circle, "Al", left[1])
        page = await resident.visit(FORM)
        page.must_say("In Oosterparkwijk is nog € 0 over", *SAID, "Verstuur je idee")
        (await resident.visit("/2020/gebieden/oosterparkwijk")).must_say(*SAID)
