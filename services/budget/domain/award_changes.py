"""When an award may become less, and on which grounds: those of the law, and no others."""

from datetime import date

from services.budget.contract.award_changes import ChangeGround, ChangeKind, ProposeChange
from services.budget.contract.objection_refusals import NothingChanges
from services.budget.contract.payment_refusals import NotAChange, NotAGround, NotHeard, TooLateToChange

YEARS = 5
AT_FIXING = (
    ChangeGround.NOT_DONE,
    ChangeGround.NOT_KEPT,
    ChangeGround.WRONG_FACTS,
    ChangeGround.KNEW_IT_WAS_WRONG,
    ChangeGround.AGREED,
)
"""Awb 4:46(2)."""
BEFORE_FIXING = (*AT_FIXING[:-1], ChangeGround.CHANGED_VIEWS, ChangeGround.AGREED)
"""Awb 4:48(1); 4:50(1) with a reasonable time and compensation."""
AFTER_FIXING = (ChangeGround.NEW_FACTS, ChangeGround.KNEW_IT_WAS_WRONG, ChangeGround.NOT_KEPT, ChangeGround.AGREED)
"""Awb 4:49(1)."""


def is_fixed_at_once(awarded_cents: int, limit_cents: int | None) -> bool:
    """Up to the limit of the scheme the award also fixes the money (Awb 4:29, 4:42); without a limit always."""
    return limit_cents is None or awarded_cents <= limit_cents


def payable_cents(to_pay_cents: int, paid_cents: int, *, is_fixed: bool, advance_percent: int) -> int:
    """Of what was awarded and not paid, what may be paid now: all once fixed, before that the advance (Awb 4:95)."""
    if is_fixed:
        return to_pay_cents
    advance = (to_pay_cents + paid_cents) * advance_percent // 100
    return max(min(advance - paid_cents, to_pay_cents), 0)


def grounds_of(kind: ChangeKind, *, is_fixed: bool) -> tuple[ChangeGround, ...]:
    if kind is ChangeKind.FIX:
        return AT_FIXING
    return AFTER_FIXING if is_fixed else BEFORE_FIXING


def five_years_after(day: date) -> date:
    try:
        return day.replace(year=day.year + YEARS)
    except ValueError:
        return date(day.year + YEARS, 3, 1)


def check_change(asked: ProposeChange, now_cents: int, fixed_on: date | None, today: date) -> None:
    """`fixed_on`: when the award was fixed, None while it is not.

    Raises NotAChange, NotAGround, NotHeard, TooLateToChange.
    """
    is_less = asked.to_cents < now_cents
    is_whole_fixing = asked.kind is ChangeKind.FIX and asked.to_cents == now_cents
    if asked.kind is ChangeKind.RAISE or (asked.kind is ChangeKind.FIX and fixed_on):
        raise NotAChange
    if not (is_less or is_whole_fixing) or (asked.kind is ChangeKind.WITHDRAW) != (asked.to_cents == 0):
        raise NotAChange
    if is_whole_fixing:
        return
    check_ground(asked.ground, asked.heard_on, asked.kind, fixed_on, today)


def check_ground(
    ground: ChangeGround | None, heard_on: date | None, kind: ChangeKind, fixed_on: date | None, today: date
) -> None:
    """Raise NotAGround, NotHeard or TooLateToChange unless the law lets an award become less so.

    `heard_on`: when who applied was heard (4:8).
    """
    if ground not in grounds_of(kind, is_fixed=fixed_on is not None):
        raise NotAGround
    if ground is ChangeGround.AGREED:
        return
    if heard_on is None or heard_on > today:
        raise NotHeard
    if fixed_on and today > five_years_after(fixed_on):
        raise TooLateToChange


def kind_of_change(now_cents: int, to_cents: int) -> ChangeKind:
    """What a decision on an objection makes of an award. Raises NothingChanges when it stays as it is."""
    if to_cents == now_cents:
        raise NothingChanges
    if to_cents > now_cents:
        return ChangeKind.RAISE
    return ChangeKind.LOWER if to_cents else ChangeKind.WITHDRAW
