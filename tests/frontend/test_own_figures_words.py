"""What a page says of figures that the municipality counts itself: not delivered is not unknown."""

import pytest

from frontend.figure_view import absent_words, column_of, why_none
from services.profiles.contract.models import ValueView

NOT_YET = ValueView(status="not_published", reason="not-delivered")


@pytest.mark.parametrize(("language", "words"), [("nl", "nog niet aangeleverd"), ("en", "not delivered yet")])
def test_what_was_not_delivered_yet_is_called_that_and_not_unpublished_by_cbs(language: str, words: str) -> None:
    assert absent_words(NOT_YET, language) == words
    assert "CBS" not in why_none(NOT_YET, "first", language)
    assert why_none(NOT_YET, "", language) != why_none(
        NOT_YET.model_copy(update={"reason": "not-counted"}), "", language
    )


def test_the_mark_of_an_own_figure_is_no_column_of_a_source() -> None:
    assert column_of("own:waiting_list") == ""
    assert column_of("AantalInwoners_5") == "AantalInwoners_5"
