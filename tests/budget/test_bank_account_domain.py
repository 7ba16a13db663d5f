"""Account numbers: the check digits, how they are shown, what a bank reads, and how they are closed."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.budget.contract.payment_refusals import AccountCannotBeRead, HolderNotReadable, IbanNotSepa, NotAnIban
from services.budget.domain.bank_account import Account, bank_text, checked_account, masked
from services.budget.domain.sealed import key_from, opened, seal

KEY, ROW = key_from("geheim"), UUID(int=7)
TAKEN = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-?:().,'+ ")


def an_iban(bank: str, number: int, country: str = "NL") -> str:
    """Check digits by the book: move the front to the end, letters to numbers, 98 minus the rest by 97 (ISO 13616)."""
    rest = f"{bank}{number:010d}"
    digits = "".join(str(int(sign, 36)) for sign in f"{rest}{country}00")
    return f"{country}{98 - int(digits) % 97:02d}{rest}"


banks = st.sampled_from(["ABNA", "INGB", "RABO", "BNGH", "TRIO"])
dutch = st.builds(an_iban, banks, st.integers(0, 10**10 - 1))


@given(dutch, st.sampled_from(["", " ", "-", "."]))
def test_every_dutch_number_with_right_check_digits_is_taken_however_it_is_written(iban: str, between: str) -> None:
    written = between.join(iban[at : at + 4] for at in range(0, len(iban), 4)).lower()
    assert checked_account(written, "Sanne").iban == iban


@given(dutch, st.integers(2, 17), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_seen(iban: str, at: int, digit: str) -> None:
    wrong = iban[:at] + digit + iban[at + 1 :]
    if wrong == iban or not (at < 4 or at > 7):
        return
    with pytest.raises(NotAnIban):
        checked_account(wrong, "Sanne")


@given(dutch, st.integers(8, 16))
def test_two_digits_that_changed_places_are_always_seen(iban: str, at: int) -> None:
    wrong = iban[:at] + iban[at + 1] + iban[at] + iban[at + 2 :]
    if wrong != iban:
        with pytest.raises(NotAnIban):
            checked_account(wrong, "Sanne")


@pytest.mark.parametrize(
    ("iban", "refusal"),
    [
        ("NL91ABNA041716430", NotAnIban),
        ("NL91ABNA04171643000", NotAnIban),
        ("NL91ABN10417164300", NotAnIban),
        ("417164300", NotAnIban),
        ("", NotAnIban),
        ("XX91ABNA0417164300", NotAnIban),
        ("TR330006100519786457841326", IbanNotSepa),
    ],
)
def test_what_is_no_account_to_pay_to_is_refused(iban: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        checked_account(iban, "Sanne")


@pytest.mark.parametrize("iban", ["DE89370400440532013000", "BE68539007547034", "GB82WEST12345698765432"])
def test_accounts_of_neighbours_are_taken(iban: str) -> None:
    assert checked_account(iban, "Sanne").iban == iban


@given(dutch)
def test_a_masked_number_has_four_of_its_eighteen_signs(iban: str) -> None:
    shown = masked(iban)
    assert shown == f"NL•• •••• {iban[-2:]}"
    assert iban not in repr(Account(iban, "Sanne"))


@given(st.text(max_size=200), st.integers(1, 140))
def test_a_bank_gets_only_letters_it_takes(text: str, most: int) -> None:
    plain = bank_text(text, most)
    assert set(plain) <= TAKEN
    assert len(plain) <= most
    assert "//" not in plain
    assert not plain.startswith("/")
    assert not plain.endswith("/")


def test_names_from_elsewhere_stay_readable() -> None:
    assert bank_text("Zoë Müller-Łukasz & Ǻke", 70) == "Zoe Muller-Lukasz + Ake"
    assert bank_text("Привет", 70) == "Privet"
    with pytest.raises(HolderNotReadable):
        checked_account("NL91ABNA0417164300", "!!!")


@given(dutch, st.text(min_size=1, max_size=70))
def test_a_closed_account_opens_in_its_own_row_only_and_says_nothing_closed(iban: str, holder: str) -> None:
    account = Account(iban, holder)
    sealed = seal(KEY, ROW, account)
    assert opened(KEY, ROW, sealed) == account
    assert iban.encode() not in sealed
    assert seal(KEY, ROW, account) != sealed
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for key, row, what in ((KEY, uuid4(), sealed), (key_from("ander"), ROW, sealed), (KEY, ROW, changed)):
        with pytest.raises(AccountCannotBeRead):
            opened(key, row, what)
