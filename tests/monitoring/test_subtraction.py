"""Who reads everything that is public, and adds up, subtracts and divides, finds no small number.

Real deliveries, read back over HTTP; what they leave open is calculated by the tool of `tests/support/attacker.py`.
`VOORVELD_SEEDS=20` plays twenty other towns.
"""

import os

import pytest

from tests.monitoring.planted import PLANTS, planted
from tests.monitoring.reader import leaks
from tests.monitoring.subtraction import a_played_world, read_by_everybody
from tests.monitoring.world import World
from tests.support.apps import a_person
from tests.support.attacker import Knowledge


def test_the_tool_finds_what_is_left_of_a_row_and_of_a_table() -> None:
    row = Knowledge()
    row.is_known("a", 20)
    row.between("b", 1, 4)
    row.is_known("all", 23)
    row.adds_up(["a", "b"], "all")
    assert row.range_of("b") == (3, 3)
    table = Knowledge()
    for line, total in (("ab", 9), ("cd", 12)):
        table.relate(dict.fromkeys(line, 1), total, total)
    for column, total in (("ac", 6), ("bd", 15)):
        table.relate(dict.fromkeys(column, 1), total, total)
    assert table.range_of("a") == (0, 6)
    table.between("a", 1, 4)
    assert table.range_of("d") == (7, 10)
    row.is_known("b", 2)
    with pytest.raises(AssertionError, match="contradicts"):
        row.range_of("b")


@pytest.mark.parametrize("seed", range(int(os.environ.get("VOORVELD_SEEDS", "1"))))
async def test_no_small_number_is_left_to_be_worked_out(world: World, seed: int) -> None:
    played = await a_played_world(world, seed)
    published = await read_by_everybody(world, played)
    found = leaks(published, played)
    assert not found, found
    member = a_person(("partner_member", str(played[1].id)))
    by_another = await read_by_everybody(world, played[:1], {"Authorization": f"Bearer {member.token}"})
    assert {address for address in by_another if by_another[address] != published[address]} == set()
    for plant in PLANTS if seed == 0 else ():
        assert leaks(planted(published, played, plant), played), f"the audit does not find {plant.__name__}"
