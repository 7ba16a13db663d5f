"""The code lists of iJw and Beleidsinformatie Jeugd (facts 8): these and no others are taken."""

from dataclasses import replace
from datetime import date

import pytest

from frontend.referral_words import end_words, product_words, referrer_words
from services.monitoring.domain.referrals import Referral, end_mistake, mistake
from services.monitoring.domain.youth_care_codes import END_REASONS, PRODUCT_CATEGORIES, REFERRERS

DAY = date(2020, 2, 14)
REFERRAL = Referral("A-1", DAY, "22220001", "youth_help", "50", "06", True, "GM0014", None, None, "more help")
ALL_CODES = [f"{code:02}" for code in range(100)]
OF_REFERRERS = {"01", "02", "03", "04", "05", "06", "08"}
OF_ENDS = {"31", "32", "33", "34", "35", "36", "38", "39", "02", "20"}
OF_PRODUCTS = {str(code) for code in range(40, 56)}


@pytest.mark.parametrize("code", ALL_CODES)
def test_only_codes_of_the_lists_are_taken(code: str) -> None:
    assert (mistake(replace(REFERRAL, referrer=code), (), DAY) is None) == (code in OF_REFERRERS)
    assert (mistake(replace(REFERRAL, product_category=code), (), DAY) is None) == (code in OF_PRODUCTS)
    assert (end_mistake(code, DAY, DAY, DAY) is None) == (code in OF_ENDS)


def test_every_code_has_words_on_the_page() -> None:
    assert referrer_words(str).keys() == REFERRERS.keys()
    assert product_words(str).keys() == PRODUCT_CATEGORIES.keys()
    assert end_words(str).keys() == END_REASONS.keys()


@pytest.mark.parametrize(
    ("code", "words"),
    [("01", "gemeente"), ("02", "huisarts"), ("03", "jeugdarts"), ("04", "instelling"), ("05", "specialist"),
     ("08", "rechter")],
)  # fmt: skip
def test_a_referrer_is_who_the_list_says(code: str, words: str) -> None:
    assert words in REFERRERS[code]
    assert words in referrer_words(str)[code]


@pytest.mark.parametrize(
    ("code", "words"),
    [("02", "overleden"), ("20", "tijdelijk"), ("31", "plan"), ("32", "cliënt"), ("33", "aanbieder"), ("34", "overleg"),
     ("35", "buiten"), ("36", "gemeente"), ("38", "andere aanbieder"), ("39", "domein")],
)  # fmt: skip
def test_an_end_is_what_the_list_says(code: str, words: str) -> None:
    assert words in END_REASONS[code]
    assert words in end_words(str)[code]
