"""The Hague with its sample, which has youth care over 2019, and the files of a page as they are read."""

import csv
import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.support.world import ADDRESS, World, a_world

YPENBURG = "/2019/regios/WK051842"


@asynccontextmanager
async def a_hague(folder: Path) -> AsyncIterator[World]:
    async with a_world(folder, "GM0518") as world:
        yield world


async def fetch(world: World, address: str, **headers: str) -> httpx.Response:
    """The answer itself, with its headers."""
    async with httpx.AsyncClient(base_url=ADDRESS, transport=world.transports["frontend"], headers=headers) as browser:
        return await browser.get(address)


def rows_in(answer: httpx.Response) -> list[dict[str, str]]:
    """The lines of a CSV as a Dutch Excel reads it."""
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def row_of(rows: list[dict[str, Any]], column: str, code: str = "youth_care_per_1000") -> dict[str, Any]:
    """The first row of an indicator."""
    return next(row for row in rows if row[column] == code)


def json_in(answer: httpx.Response) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer.text)
    return found
