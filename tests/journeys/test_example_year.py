"""The year of the issue, played through the public pages and the partners' API; all four apps in one process."""

from pathlib import Path

import pytest

from tests.support.world import a_world
from voorveld.example_stage import Stage
from voorveld.example_year import play


@pytest.mark.parametrize("municipality", ["GM0014", "GM0518", "GM1901"])
async def test_the_example_year_plays_from_the_plan_to_the_conference(tmp_path: Path, municipality: str) -> None:
    seen: list[str] = []
    async with a_world(tmp_path, municipality) as world:
        monitoring = world.monitoring()
        await play(Stage(world.person, monitoring, seen.append, world.settle, municipality=municipality))
        await monitoring.close()
    assert any("The closing conference" in line for line in seen)
