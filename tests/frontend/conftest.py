"""A whole Voorveld for the tests of a module; each test keeps to a year, an area or a name of its own."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.support.world import World, a_world


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    async with a_world(tmp_path_factory.mktemp("world")) as world:
        yield world
