"""A change during the year: every line of either split, what it had and gets, and whether that is enough."""

from uuid import uuid4

from frontend.split_changes import change_of
from services.budget.contract.models import MoneyLine
from services.budget.contract.splits import DividedPlan, LineKind, SplitLine


def a_plan(**cents: int) -> DividedPlan:
    lines = [
        SplitLine(
            path=path,
            parent=None,
            kind=LineKind.OTHER,
            name=path,
            line_id=uuid4(),
            area_id=None,
            amount_cents=amount,
        )
        for path, amount in cents.items()
    ]
    return DividedPlan(year=2020, total_cents=sum(cents.values()), sources=[], lines=lines, key_sources=[])


def money_of(plan: DividedPlan, awarded: dict[str, int]) -> list[MoneyLine]:
    return [
        MoneyLine(
            line_id=line.line_id or uuid4(),
            path=line.path,
            kind=line.kind,
            area_id=None,
            name=line.name,
            ceiling_cents=line.amount_cents,
            awarded_cents=awarded.get(line.path, 0),
            paid_cents=0,
            left_cents=line.amount_cents - awarded.get(line.path, 0),
            free_cents=line.amount_cents - awarded.get(line.path, 0),
            asked_cents=0,
        )
        for line in plan.lines
    ]


def test_lines_that_come_and_go_are_there_with_nothing_on_the_other_side() -> None:
    change = change_of(a_plan(old=300, stays=700), a_plan(stays=600, new=400), None)
    told = {line.name: (line.before_cents, line.after_cents, line.difference_cents) for line in change.lines}
    assert told == {"old": (300, 0, -300), "stays": (700, 600, -100), "new": (0, 400, 400)}
    assert (change.before_cents, change.after_cents, change.committed_cents) == (1000, 1000, None)


def test_a_line_may_go_down_to_what_is_committed_and_not_a_cent_lower() -> None:
    before = a_plan(one=500, other=500)
    money = money_of(before, {"one": 200})
    enough, short = change_of(before, a_plan(one=200, other=800), money), change_of(before, a_plan(one=199), money)
    assert [line.is_too_low for line in enough.lines] == [False, False]
    assert [line.is_too_low for line in short.lines] == [True, False]
    assert enough.committed_cents == 200


def test_what_is_kept_for_a_vote_or_went_to_another_year_cannot_be_moved_either() -> None:
    before = a_plan(one=500, other=500)
    one, other = money_of(before, {"one": 200})
    money = [one.model_copy(update={"kept_apart_cents": 100, "carried_cents": 50}), other]
    enough, short = change_of(before, a_plan(one=350, other=650), money), change_of(before, a_plan(one=349), money)
    assert [line.is_too_low for line in enough.lines] == [False, False]
    assert [line.is_too_low for line in short.lines] == [True, False]
    assert enough.committed_cents == 350
