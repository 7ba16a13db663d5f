"""What a bank says, read: status reports and statements, of old and new versions, and nothing else."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.budget.contract.payment_refusals import NotABankMessage
from services.budget.domain.bank_messages import Said, read_message
from services.budget.domain.pain001 import euros
from tests.budget.bank_says import camt053, pain002

ONE, TWO = "VV-2020-0001-0001", "VV-2020-0001-0002"


@pytest.mark.parametrize("version", ["pain.002.001.03", "pain.002.001.10"])
def test_a_status_report_tells_of_single_payments(version: str) -> None:
    message = pain002("VV-2020-0001", {ONE: "ACSC", TWO: "RJCT", "VV-2020-0001-0003": "PDNG"}, version=version)
    batch = "VV-2020-0001"
    assert read_message(message) == [
        Said(ONE, batch, is_paid=True),
        Said(TWO, batch, is_paid=False, reason="AC04 Rekening opgeheven"),
    ]


def test_a_file_that_was_refused_is_about_all_and_accepted_for_now_is_nothing() -> None:
    assert read_message(pain002("VV-2020-0001", {}, group="RJCT", reason="FF01")) == [
        Said("", "VV-2020-0001", is_paid=False, reason="FF01 Rekening opgeheven")
    ]
    assert read_message(pain002("VV-2020-0001", {}, group="ACTC")) == []


@pytest.mark.parametrize("version", ["02", "08"])
def test_a_statement_tells_what_left_and_what_came_back(version: str) -> None:
    day = date(2020, 3, 4)
    left = camt053((ONE, "800.00"), ("KLANT 7", "12.34"), day="2020-03-04", version=version)
    assert read_message(left) == [
        Said(ONE, "", is_paid=True, cents=80_000, on=day),
        Said("KLANT 7", "", is_paid=True, cents=1_234, on=day),
    ]
    back = camt053((ONE, "800"), day="2020-03-04", version=version, back="AC01")
    assert read_message(back) == [Said(ONE, "", is_paid=False, reason="AC01", cents=80_000, on=day)]


def test_what_is_not_booked_says_nothing() -> None:
    assert read_message(camt053((ONE, "800.00"), version="02").replace(b"BOOK", b"PDNG")) == []


@given(st.integers(1, 10**12))
def test_an_amount_in_a_statement_is_read_to_the_cent(cents: int) -> None:
    (said,) = read_message(camt053((ONE, euros(cents))))
    assert said.cents == cents


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"geen xml",
        b"<a><b></a>",
        b"<Document><Iets/></Document>",
        b'<?xml version="1.0" encoding="iets-geks"?><Document/>',
        b'<!DOCTYPE d [<!ENTITY a "b">]><Document><BkToCstmrStmt>&a;</BkToCstmrStmt></Document>',
        b'<!DOCTYPE d SYSTEM "file:///etc/passwd"><Document><BkToCstmrStmt/></Document>',
        camt053((ONE, "800.00"), day="gisteren"),
    ],
)
def test_what_is_no_message_of_a_bank_is_refused(content: bytes) -> None:
    with pytest.raises(NotABankMessage):
        read_message(content)


@given(st.binary(max_size=300))
def test_nothing_makes_the_reader_fall_over(content: bytes) -> None:
    for sent in (content, b"<Document><BkToCstmrStmt><Ntry>" + content + b"</Ntry></BkToCstmrStmt></Document>"):
        try:
            read_message(sent)
        except NotABankMessage:
            continue
