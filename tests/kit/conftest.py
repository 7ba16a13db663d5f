"""The small app of one test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.kit.small_app import SmallApp, a_small_app


@pytest.fixture
async def small(tmp_path: Path) -> AsyncIterator[SmallApp]:
    async with a_small_app(tmp_path) as app:
        yield app


@pytest.fixture
async def bare(tmp_path: Path) -> AsyncIterator[SmallApp]:
    """The small app for a test that needs no database."""
    async with a_small_app(tmp_path, database_url="postgresql://nobody@127.0.0.1:1/none") as app:
        yield app
