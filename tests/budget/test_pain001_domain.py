"""The file for the bank: by its schema, to the cent, in letters a bank takes, and the same bytes each time."""

from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from services.budget.domain.bank_account import Account
from services.budget.domain.pain001 import NAMESPACE, Order, Transfer, euros, pain001, payment_number
from services.budget.usecases.payments.payment_file import checked_by_schema
from tests.budget.paying import IBAN, OTHER_IBAN, THIRD_IBAN

PAYER = Account("NL02ABNA0123456789", "Gemeente Groningen")
IBANS = st.sampled_from([IBAN, OTHER_IBAN, THIRD_IBAN])
NAMES = st.text(min_size=1, max_size=70).map(lambda typed: f"S {typed}")
PAID = st.lists(st.tuples(st.integers(1, 10**11), IBANS, NAMES, st.text(max_size=200)), min_size=1, max_size=12)
N = f"{{{NAMESPACE}}}"


def an_order(paid: list[tuple[int, str, str, str]]) -> Order:
    transfers = [
        Transfer(payment_number("VV-2020-0007", at), cents, Account(iban, name), about)
        for at, (cents, iban, name, about) in enumerate(paid, start=1)
    ]
    return Order("VV-2020-0007", datetime(2020, 3, 2, 9, 30, tzinfo=UTC), date(2020, 3, 3), PAYER, transfers)


@given(st.integers(0, 10**15))
def test_cents_are_written_exactly(cents: int) -> None:
    assert Decimal(euros(cents)) * 100 == cents
    assert len(euros(cents).partition(".")[2]) == 2


@given(PAID)
@settings(max_examples=40, deadline=None)
async def test_whatever_is_paid_the_file_fits_its_schema_and_adds_up(paid: list[tuple[int, str, str, str]]) -> None:
    content = pain001(an_order(paid))
    assert content == pain001(an_order(paid))
    assert len(await checked_by_schema(content)) == 64
    root = ElementTree.fromstring(content)
    amounts = [Decimal(each.text or "") for each in root.iter(f"{N}InstdAmt")]
    assert [int(amount * 100) for amount in amounts] == [each[0] for each in paid]
    assert {Decimal(each.text or "") for each in root.iter(f"{N}CtrlSum")} == {sum(amounts)}
    assert {each.text for each in root.iter(f"{N}NbOfTxs")} == {str(len(paid))}
    numbers = [each.text for each in root.iter(f"{N}EndToEndId")]
    assert len(set(numbers)) == len(paid)
    assert [each.text for each in root.iter(f"{N}IBAN")] == [PAYER.iban, *(each[1] for each in paid)]


def test_the_file_says_what_a_bank_needs() -> None:
    text = pain001(an_order([(80_000, IBAN, "Zoë & Sem", "Voetbal, met limonade!")])).decode()
    for part in (
        "<MsgId>VV-2020-0007</MsgId>",
        "<CreDtTm>2020-03-02T09:30:00Z</CreDtTm>",
        "<Dt>2020-03-03</Dt>",
        '<InstdAmt Ccy="EUR">800.00</InstdAmt>',
        "<EndToEndId>VV-2020-0007-0001</EndToEndId>",
        "<Nm>Zoe + Sem</Nm>",
        "<Ustrd>VV-2020-0007-0001 Voetbal, met limonade</Ustrd>",
        "<BtchBookg>false</BtchBookg>",
        "<Cd>SEPA</Cd>",
    ):
        assert part in text, part
