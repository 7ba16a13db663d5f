"""A real election with a budget per category (Amsterdam, IJburg and Zeeburgereiland 2022), counted as on paper."""

import pytest

from services.budget.domain.greedy import Greedy
from services.budget.domain.round_bundle import GREEDY
from tests.budget.naive_greedy import on_paper
from voorveld.checks import ELECTIONS
from voorveld.tally import count

FILE = ELECTIONS / "Netherlands_Amsterdam_605.pb"
pytestmark = pytest.mark.skipif(not FILE.is_file(), reason="no real elections beside this checkout")


def test_categories_with_a_budget_are_counted_first_and_the_rest_over_all_plans() -> None:
    told = count(FILE, GREEDY, themes=True)
    assert isinstance(told.settings, Greedy)
    assert [theme.budget_cents for theme in told.settings.themes] == [9_135_400, 7_189_600, 5_691_600, 7_983_400]
    by_hand = on_paper(told.file.election, told.settings)
    assert list(told.outcome.winners) == list(by_hand)
    assert told.outcome.spent_cents == sum(by_hand.values()) == 29_566_500
    # Without themes other plans win: this is what the setting is for.
    assert set(count(FILE, GREEDY).outcome.winners) != set(by_hand)
