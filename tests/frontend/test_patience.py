"""A part of a page that does not answer is left out, and not waited for as long as the page's own parts."""

import asyncio

import pytest

from frontend import visitor
from frontend.visitor import settled
from services.kit.errors import NotFound, UpstreamUnavailable


async def test_a_part_that_hangs_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visitor, "PATIENCE", 0.01)
    assert isinstance(await settled(asyncio.sleep(30)), UpstreamUnavailable)


async def test_an_answer_and_a_refusal_come_through() -> None:
    async def refuse() -> str:
        raise NotFound

    assert await settled(asyncio.sleep(0, "answer")) == "answer"
    assert isinstance(await settled(refuse()), NotFound)
