"""What is kept is never older than it may be, and never from before a change that was made here."""

import asyncio

import pytest

from frontend import kept
from frontend.kept import Drawn, Kept


class Budget:
    """Answers with how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def answer(self) -> int:
        self.asked += 1
        mine = self.asked
        await self.may_answer.wait()
        return mine


async def test_an_answer_is_kept_for_its_seconds_and_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    now, budget, money = 100.0, Budget(), Kept[int](seconds=5)
    monkeypatch.setattr(kept.time, "monotonic", lambda: now)
    assert [await money.get(2020, budget.answer), await money.get(2020, budget.answer)] == [1, 1]
    now = 105.0
    assert await money.get(2020, budget.answer) == 2


async def test_what_was_asked_before_a_change_is_not_kept_after_it() -> None:
    budget, money = Budget(), Kept[int](seconds=5)
    budget.may_answer.clear()
    asking = asyncio.create_task(money.get(2020, budget.answer))
    await asyncio.sleep(0)
    money.forget()
    budget.may_answer.set()
    assert await asking == 1
    assert await money.get(2020, budget.answer) == 2


def test_a_piece_is_drawn_once_for_an_answer_and_again_for_the_next_one() -> None:
    drawn, answers = Drawn[str](), [["figures"], ["figures"]]
    times = []

    def draw() -> str:
        times.append("drawn")
        return f"piece {len(times)}"

    pieces = [drawn.get("area", answer, draw) for answer in (answers[0], answers[0], answers[1])]
    assert pieces == ["piece 1", "piece 1", "piece 2"]


def test_of_many_pieces_the_oldest_leaves() -> None:
    drawn, answer = Drawn[str](most=2), object()
    for area in ("west", "oost", "zuid"):
        drawn.get(area, answer, lambda: "first")
    assert drawn.get("west", answer, lambda: "again") == "again"
    assert drawn.get("zuid", answer, lambda: "again") == "first"
