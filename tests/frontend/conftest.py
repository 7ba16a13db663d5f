"""A whole Voorveld for the tests of a module; each test keeps to a year, an area or a name of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.support.world import World, a_world

HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A world is one story: the tests of a module stay together, in their order, in one process."""
    for item in items:
        of_a_story = item.path.parent == HERE and "world" in getattr(item, "fixturenames", ())
        if of_a_story and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    async with a_world(tmp_path_factory.mktemp("world")) as world:
        yield world
