"""All open ideas of a circle against the money, for who decides there."""

import pytest

from services.budget.contract.refusals import NotOfThisCircle
from tests.budget.world import AREA, OFFICER, YEAR, World, a_published_split, a_resident, a_worker, an_open_initiative


async def test_what_is_asked_what_is_free_and_what_fits_best(world: World) -> None:
    await a_published_split(world)
    line = next(line for line in (await world.api.money(YEAR)).lines if line.area_id == AREA)
    ideas = [
        await an_open_initiative(world, contact_email=f"{at}@voorbeeld.nl", amount_cents=cents)
        for at, cents in enumerate((line.left_cents - 30_000, 30_000, 20_000))
    ]
    await an_open_initiative(world, area_id="beijum", contact_email="x@voorbeeld.nl")
    found = await world.as_(a_worker()).deciding_overview(YEAR, AREA)
    assert (found.free_cents, found.asked_cents) == (line.left_cents, line.left_cents + 20_000)
    assert found.fits is not None
    best = found.fits[0]
    assert set(best.initiative_ids) == {ideas[0].id, ideas[1].id}
    assert (best.sum_cents, best.left_cents) == (line.left_cents, 0)


async def test_only_who_decides_there_sees_it(world: World) -> None:
    await a_published_split(world)
    for outsider in (OFFICER, a_resident("beijum")):
        with pytest.raises(NotOfThisCircle):
            await world.as_(outsider).deciding_overview(YEAR, AREA)
    with pytest.raises(NotOfThisCircle):
        await world.as_(a_worker()).deciding_overview(YEAR, None)
