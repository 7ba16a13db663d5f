"""The money in sentences and in the flow: exact, and never more than is known."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from frontend.money_flow import drawn_flow, per_hundred
from frontend.money_view import PAY_WITHIN, lateness, line_rows, total
from frontend.money_words import pace_words, used_percent, warning_words
from services.budget.contract.initiatives import InitiativeState, InitiativeView
from services.budget.contract.models import CeilingWarning, MoneyLine, YearMoney
from services.budget.contract.sources import SourceKind, SplitSource
from services.budget.contract.splits import LineKind
from services.budget.domain.forecast import forecast, warning

TODAY = date(2020, 7, 1)


def a_line(ceiling: int = 100_000, awarded: int = 0, paid: int = 0, asked: int = 0, name: str = "Beijum") -> MoneyLine:
    """With the forecast and the warning of budget's own rules, on TODAY."""
    ahead = forecast(awarded, 2020, TODAY)
    return MoneyLine(
        line_id=uuid4(),
        path=f"areas/{name.lower()}",
        kind=LineKind.AREA,
        area_id=name.lower(),
        name=name,
        ceiling_cents=ceiling,
        awarded_cents=awarded,
        paid_cents=paid,
        left_cents=ceiling - awarded,
        free_cents=ceiling - awarded,
        asked_cents=asked,
        forecast_cents=ahead,
        warning=warning(ceiling, awarded, asked, ahead),
    )


def a_source(cents: int, budget: int | None = None) -> SplitSource:
    return SplitSource(
        id=uuid4(),
        name=f"Bron van {cents}",
        kind=SourceKind.OTHER,
        basis="",
        document="",
        youth_budget_cents=budget,
        share=None,
        amount_cents=cents,
    )


def money(lines: list[MoneyLine], sources: list[SplitSource]) -> YearMoney:
    got = sum(source.amount_cents for source in sources)
    return YearMoney(year=2020, split_id=None, total_cents=got, sources=sources, lines=lines)


def an_idea(state: InitiativeState, *, answer_by: date = TODAY, awarded_on: date | None = None) -> InitiativeView:
    return InitiativeView(
        id=UUID(int=1),
        title="Muziek",
        what="Muziek",
        when="mei",
        where="plein",
        area_id="beijum",
        area_name="Beijum",
        year=2020,
        line_id=UUID(int=2),
        line_name="Beijum",
        amount_cents=500,
        state=state,
        version=1,
        yes_by=[],
        stake_count=0,
        submitted_on=date(2020, 1, 1),
        answer_by=answer_by,
        awarded_on=awarded_on,
        awarded_cents=500 if awarded_on else None,
        result=None,
    )


@pytest.mark.parametrize(
    ("used", "got", "said"),
    [(0, 100, "0%"), (1, 1000, "<1%"), (999, 1000, ">99%"), (1000, 1000, "100%"), (1, 3, "33%"), (0, 0, "")],
)
def test_a_little_is_not_nothing_and_almost_all_is_not_all(used: int, got: int, said: str) -> None:
    assert used_percent(used, got, "nl") == said


@pytest.mark.parametrize(
    ("line", "kind", "said"),
    [
        (a_line(100_000, 100_000), CeilingWarning.USED, "Het geld is op."),
        (a_line(100_000, 90_000), CeilingWarning.USED, "Bijna op: er is nog €\xa0100 van €\xa01.000."),
        (a_line(100_000, 20_000, asked=80_001), CeilingWarning.ASKED, "€\xa0800,01 gevraagd, €\xa0800 over"),
        (a_line(100_000, 60_000), CeilingWarning.PACE, "In dit tempo is het geld op"),
        (a_line(100_000, 20_000), CeilingWarning.NONE, ""),
    ],
)
def test_each_warning_has_a_sentence_with_its_amounts(line: MoneyLine, kind: CeilingWarning, said: str) -> None:
    assert line.warning is kind
    words = warning_words(line, "nl")
    assert said in words
    assert bool(words) == bool(said)


def test_the_calculation_shown_gives_the_forecast_of_budget() -> None:
    line = a_line(100_000, 12_345)
    assert line.forecast_cents == -(-12_345 * 366 // 182)
    assert pace_words(line, 2020, TODAY, "nl") == "€\xa0123,45 × 366 dagen ÷ 182 dagen = €\xa0248,26"
    assert not pace_words(line, 2020, date(2021, 1, 1), "nl")


def test_nothing_is_late_on_the_last_day_and_all_of_it_is_the_day_after() -> None:
    waiting = an_idea(InitiativeState.OPEN, answer_by=TODAY)
    unpaid = an_idea(InitiativeState.AWARDED, awarded_on=TODAY - PAY_WITHIN)
    paid = unpaid.model_copy(update={"paid_cents": 500})
    assert lateness(None, [waiting, unpaid, paid], TODAY).is_empty
    late = lateness(None, [waiting, unpaid, paid], TODAY + timedelta(days=1))
    assert [item.initiative for item in late.answers] == [waiting]
    assert [(item.initiative, item.cents, item.due) for item in late.payments] == [(unpaid, 500, TODAY)]


def test_several_sources_come_together_in_one_pot_and_only_a_part_of_the_youth_budget_is_magnified() -> None:
    lines = [a_line(60_000, 10_000, 5_000), a_line(40_000, name="Centrum")]
    sources = [a_source(70_000, budget=1_000_000), a_source(30_000)]
    rows = line_rows(money(lines, sources))
    wide, narrow = drawn_flow(rows, sources, [], 2020, "nl")
    assert "Bron van 70000 → Voor 2020: €\xa0700" in wide
    assert "Voor 2020 → Beijum: €\xa0600" in wide
    assert "Beijum → Uitbetaald: €\xa050" in wide
    assert "Jeugdbudget" in wide
    assert "Nog over" in narrow


def test_sources_that_do_not_make_up_the_lines_are_not_drawn_as_if_they_did() -> None:
    """After a change of a ceiling nobody explained, the picture starts at the pot: it never invents a stream."""
    sources = [a_source(70_000, budget=1_000_000)]
    wide, _narrow = drawn_flow(line_rows(money([a_line(60_000)], sources)), sources, [], 2020, "nl")
    assert "Bron van" not in wide
    assert "Voor 2020 → Beijum: €\xa0600" in wide


@pytest.mark.parametrize(("cents", "budget", "said"), [(3, 100, "3"), (25, 1_000, "2,50"), (1, 3, ""), (5, None, "")])
def test_of_every_hundred_euro_is_said_only_when_it_is_exact(cents: int, budget: int | None, said: str) -> None:
    assert per_hundred([a_source(cents, budget)], "nl") == said


def test_what_a_line_got_is_what_it_has_and_what_left_it() -> None:
    rows = line_rows(money([a_line(60_000, 10_000, 5_000)], []))
    sums = total(rows)
    assert (sums.got, sums.paid, sums.promised, sums.left, sums.carried) == (60_000, 5_000, 5_000, 50_000, 0)


def test_what_is_asked_beyond_what_a_line_has_is_not_part_of_what_is_left() -> None:
    full = a_line(60_000, 60_000, asked=90_000)
    wide, _narrow = drawn_flow(
        line_rows(money([full, a_line(40_000, asked=5_000, name="Centrum")], [])), [], [], 2020, "nl"
    )
    assert "waarvan €\xa050 is gevraagd" in wide
