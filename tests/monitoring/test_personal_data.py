"""What points at a person is found, however it is written; what only looks like it is let through."""

import json
from datetime import date
from time import process_time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.nl import bsn

from services.monitoring.api.harmless import _read
from services.monitoring.domain.personal_data import Found, look_for
from services.monitoring.domain.personal_data.numbers import is_bsn
from tests.monitoring.ordinary_dutch import ORDINARY


def kinds(sent: object) -> set[str]:
    return {found.kind for found in look_for(_read(json.dumps(sent).encode()), "referrals")}


@pytest.mark.parametrize(
    "text",
    [
        "123456782",
        "kind 123456782 van",
        "123 456 782",
        "123.456.782",
        "1234.56.782",
        "123-456-782",
        "ref123456782x",
        "5 123456782",
        "10000008",
        "010000008",
        "0010000008",
        "１２３４５６７８２",
        "١٢٣٤٥٦٧٨٢",
        "1234\u200b56782",
        "123\u00a0456\u00a0782",
        "123\u2011456\u2011782",
        "00000000-0000-0000-0000-000123456782 123456782",
        "2020-02-30 123456782",
        "1\u20e323456782",
        "1\ufe0f\u20e32\ufe0f\u20e33\ufe0f\u20e3456782",
        "123\u3164456\u3164782",
        "123\u2800456\u2800782",
        "①②③④⑤⑥⑦⑧②",
        "𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟐",
        "۱۲۳۴۵۶۷۸۲",
        "१२३४५६७८२",
        "O1OOOOOO8",
        "l23456782",
        "I23.456.782",
        "111²222³333",
        "¹²³⁴⁵⁶⁷⁸²",
        "111%20222%20333",
        "%31%32%33456782",
        "111&nbsp;222&#32;333",
        "12 34 56 782",
        "12-34-56-782",
        "123 - 456 - 782",
        "123:456:782",
        "123_456_782",
        "5 123.456.782",
        "in 2020: 123.456.782",
        "bsn 123/456/782",
        "BSN van het kind: 123, 456, 782",
        "Burgerservicenummer is 1 2 3 4 5 6 7 8 2",
        "sofinummer: 1234/56/782, 12 jaar",
        "bsn 010 00 00 08",
        "AGB 123456782",
    ],
)
def test_a_bsn_is_found_however_it_is_written(text: str) -> None:
    assert "bsn" in kinds({"reason": text})


@pytest.mark.parametrize("number", [123456782, 123456782.0, -123456782, 10000008])
def test_a_bsn_written_as_a_number_is_one_too(number: float) -> None:
    assert kinds({"budgetEuros": number}) == {"bsn"}


@pytest.mark.parametrize(
    "text",
    [
        "jan@voorbeeld.nl", "mail: jan.de-boer+x@voorbeeld.co.uk!", "jan @ voorbeeld.nl", "jan＠voorbeeld.nl",
        "jan [at] voorbeeld.nl", "jan(at)voorbeeld.nl", "jan (at) voorbeeld.nl", "jan[apenstaartje]voorbeeld.nl",
        "jan apenstaartje voorbeeld.nl", "jan at voorbeeld punt nl", "jan%40voorbeeld.nl",
    ],
)  # fmt: skip
def test_an_e_mail_address_is_found(text: str) -> None:
    assert kinds({"reason": text}) == {"email"}


@pytest.mark.parametrize(
    "text",
    [
        "0612345678", "06-12345678", "06 12 34 56 78", "06.12.34.56.78", "+31612345678", "+31 6 12345678",
        "+31 (0)6 12345678", "0031612345678", "0031 6 1234 5678", "020-1234567", "(020) 123 45 67", "0313 123456",
        "31612345678", "bel 06-12345678 maar", "0313/123456", "050 / 1234567", "0031 (0)6 12345678", "+32 470 12 34 56",
    ],
)  # fmt: skip
def test_a_phone_number_is_found(text: str) -> None:
    assert "phone" in kinds({"reason": text})


@pytest.mark.parametrize(
    "text",
    [
        "2020-02-14", "14-02-2020", "14.02.2020", "2020-02-14T10:00:00Z", "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        "A-1", "KL-2020-17", "000000000", "12345678", "123456789", "2 kinderen van 4 en 6, 3 uur", "€ 1.250,50",
        "10:00-12:30", "2019/2020", "45/50/51/54", "45, 50, 51, 54", "€ 12.500 - € 15.000", "agb 10000008",
        "GM0014", "7 @ 8", "volg @zorgzo", "1234567890123456789", "112", "€ 1.234.567,82", "vast om 10:00 (at school)",
        "20% van 45 m²", "100% & 50%", "look at school. Dot",
        "BU15090103", "wijk WK150901 en buurt bu15090103", "KvK 10000008",
        "Het KvK-nummer van onze stichting is 10000008",
        "AGB-codes 10000008, 10000008 en 10000008", "RSIN 123456782", "123.456.782 euro", "€ 123.456.782", "20200312",
        "BSN vragen we niet meer sinds 2018, 2019 en 2020", "verwijzers 01 02 03 04 05", "op 01-01-2010 12 kinderen",
        "Z20-004512/2020", "redenen 31 32 33 34 35 36", "0800-2000", "120|118|131", "Q1\t123\t456\t782",
        "123\n456\n782", "123, 456, 782", "12/14/15/18", "12/345/67/82", "120 118 131 98",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_let_through(text: str) -> None:
    assert kinds({"reason": text}) == set()


@pytest.mark.parametrize(
    "text",
    ["NL91ABNA0417164300", "nl91 abna 0417 1643 00", "op NL91.ABNA.0417.1643.00 van de ouders", "BE68539007547034",
     "DE89 3704 0044 0532 0130 00", "NL91\u200bABNA\u00a00417164300"],
)  # fmt: skip
def test_an_iban_is_found(text: str) -> None:
    assert "iban" in kinds({"reason": text})


@pytest.mark.parametrize("text", ["NL91ABNA0417164301", "NL 12 gezinnen uit 2020 en 2019", "KL-2020-17-0012-0034"])
def test_what_fails_the_check_of_an_iban_is_none(text: str) -> None:
    assert "iban" not in kinds({"reason": text})


def test_it_is_found_in_names_of_fields_in_depth_and_behind_a_name_given_twice() -> None:
    assert kinds({"123456782": 1}) == {"bsn"}
    assert kinds({"referrals": [{"a": {"b": [{"c": ["jan@voorbeeld.nl"]}]}}]}) == {"email"}
    twice = b'{"reason": "123456782", "reason": "nothing"}'
    assert look_for(_read(twice), "referrals") == [Found("bsn")]


def test_it_says_which_rows_and_never_what() -> None:
    rows = [{"reason": "ok"}, {"reason": "123456782"}, {"x": {"y": "06-12345678"}}]
    assert look_for(_read(json.dumps({"referrals": rows}).encode()), "referrals") == [
        Found("bsn", 2),
        Found("phone", 3),
    ]


def test_an_agb_code_is_checked_as_such_in_its_own_field_only() -> None:
    """10000008 passes the check with a zero before it; so does one AGB code in eleven."""
    assert kinds({"providerAgb": "10000008"}) == set()
    assert kinds({"reason": "10000008"}) == {"bsn"}
    for not_an_agb in ("010000008", "123456782", "10000008 "):
        assert kinds({"providerAgb": not_an_agb}) == {"bsn"}
    assert kinds({"providerAgb": 10000008}) == {"bsn"}
    assert kinds({"providerAgb": {"x": "10000008"}}) == {"bsn"}


def test_the_hash_of_what_was_read_is_checked_as_such_in_its_own_field_only() -> None:
    """A hash that CI met: eight of its digits pass for a BSN, and a report could not be sent back."""
    by_chance = f"{'a' * 28}10000008{'b' * 28}"
    assert kinds({"seenContent": by_chance}) == set()
    assert kinds({"remarks": by_chance}) == {"bsn"}
    for no_hash in (by_chance[1:], f"{by_chance}0", by_chance.upper(), f"{by_chance}\n"):
        assert kinds({"seenContent": no_hash}) == {"bsn"}
    assert kinds({"seenContent": {"x": by_chance}}) == {"bsn"}


@given(st.binary(min_size=32, max_size=32))
def test_no_hash_is_taken_for_a_person(digest: bytes) -> None:
    assert kinds({"seenContent": digest.hex()}) == set()


@given(st.integers(1, 999_999_999))
def test_the_check_is_that_of_others(number: int) -> None:
    digits = f"{number:09}"
    assert is_bsn(digits) == bsn.is_valid(digits)


@st.composite
def bsns(draw: st.DrawFn) -> str:
    """Nine digits that pass, those that begin with a zero too."""
    eight = draw(st.integers(1_000_000, 99_999_999).map("{:08}".format))
    last = sum((9 - at) * int(digit) for at, digit in enumerate(eight)) % 11
    assume(last < 10)
    return f"{eight}{last}"


AS_WRITTEN = ((9,), (3, 3, 3), (4, 2, 3), (2, 2, 2, 3), (3, 2, 4), (2, 3, 4), (5, 2, 2))
BETWEEN = ["", " ", ".", "-", "\u00a0", "\u2011", " - ", " \u2013 ", ":", "_"]
AROUND = ["{}", "kind {} van 2", "5 kinderen, {}.", "({})", "ref{}x", "BSN: {}", "in 2020, 2021 en 2022: {}, 12/14/16"]


@given(bsns(), st.sampled_from(AS_WRITTEN), st.sampled_from(BETWEEN), st.sampled_from(AROUND))
def test_every_bsn_is_found_as_people_write_it(digits: str, sizes: tuple[int, ...], between: str, around: str) -> None:
    assert bsn.is_valid(digits)
    ends = [sum(sizes[: at + 1]) for at in range(len(sizes))]
    written = between.join(digits[end - size : end] for size, end in zip(sizes, ends, strict=True))
    assert "bsn" in kinds({"reason": around.format(written)})


@given(bsns(), st.sampled_from(["/", ", ", ",", "; ", "|", " / ", "  ", "\n"]))
def test_behind_its_name_a_bsn_is_found_whatever_stands_between(digits: str, between: str) -> None:
    assert "bsn" in kinds({"reason": f"bsn {between.join((digits[:3], digits[3:6], digits[6:]))}"})


LISTED = st.sampled_from([", ", "; ", ",", ";", "/", " / ", " en ", "\n", "\t", " | ", "|", "  "])
COUNTS, YEARS, AGES = st.integers(0, 9_999), st.integers(1990, 2040), st.integers(0, 23)
MEETINGS = st.dates(date(2015, 1, 1), date(2030, 12, 31))
PERCENTAGES = st.integers(0, 1000).map(lambda tenths: f"{tenths // 10},{tenths % 10}%")
AMOUNTS = st.integers(0, 99_999_999).map(lambda euros: f"€ {euros:,}".replace(",", "."))
EUROS = st.integers(0, 999_999_999).map(lambda euros: f"{euros:,} euro".replace(",", "."))
ARTICLES = st.tuples(st.integers(1, 12), st.integers(1, 12), st.integers(1, 30)).map(
    lambda parts: "{}.{}.{}".format(*parts)
)
CODES = st.integers(0, 99_999_999).map("BU{:08}".format)
NUMBERS = st.one_of(COUNTS, YEARS, AGES, PERCENTAGES, AMOUNTS, EUROS, CODES, MEETINGS.map("{:%d-%m-%Y}".format))


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_about_an_organisation_pass(text: str) -> None:
    assert kinds({"words": text}) == set()


@given(st.one_of(*(st.lists(each, min_size=2, max_size=9) for each in (COUNTS, YEARS, AGES, NUMBERS))), LISTED)
def test_a_list_is_not_one_number(numbers: list[object], between: str) -> None:
    assert kinds({"words": f"Het ging om {between.join(map(str, numbers))} in totaal."}) == set()


@given(st.lists(st.one_of(AGES, YEARS), min_size=2, max_size=9), st.sampled_from([" ", "-", ".", " - "]))
def test_years_or_ages_are_no_digits_of_a_bsn(numbers: list[int], between: str) -> None:
    whole = between.join(map(str, numbers))
    assert kinds({"words": whole}) == set()


@given(st.lists(st.one_of(MEETINGS.map("{:%d-%m-%Y}".format), MEETINGS.map("{:%Y%m%d}".format), ARTICLES), min_size=1))
def test_days_of_meetings_and_articles_of_a_law_pass(written: list[str]) -> None:
    assert kinds({"words": f"Op {', '.join(written)}, zie {' en '.join(written)}"}) == set()


@pytest.mark.parametrize("text", ["1 ", f"1{' ' * 99}", "- 1", "%20", "a at ", "1, ", "1²", "&amp;"])
def test_a_long_text_is_read_in_a_few_seconds(text: str) -> None:
    """300 KB of what looks like the beginning of something; twice as long may not take four times as long."""
    began = process_time()
    kinds({"reason": text * (300_000 // len(text))})
    assert process_time() - began < 20
