"""Titles, terms, amounts in words, codes and seats."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.budget.domain import secrets, terms
from services.budget.domain.amounts import Euros
from services.budget.domain.circle import Seat, free_seat
from services.budget.domain.title import LONGEST, title_of


@pytest.mark.parametrize(
    ("what", "title"),
    [
        ("Een voetbaltoernooi voor de buurt. Met limonade.", "Een voetbaltoernooi voor de buurt"),
        ("  Samen koken!\nElke woensdag", "Samen koken!"),
        ("Spelen   op\t straat", "Spelen op straat"),
        ("woord " * 30, "woord " * 10 + "woord…"),
        ("x" * 100, "x" * 69 + "…"),
    ],
)
def test_the_title_is_the_first_sentence_or_its_first_words(what: str, title: str) -> None:
    assert title_of(what) == title


@given(st.text(min_size=1).filter(str.strip))
def test_a_title_is_short_and_on_one_line(what: str) -> None:
    title = title_of(what)
    assert len(title) <= LONGEST
    assert len(title.splitlines()) <= 1


def test_an_objection_is_in_time_for_six_weeks_and_never_ends_in_a_weekend() -> None:
    assert terms.objection_until(date(2020, 3, 3)) == date(2020, 4, 14)
    assert terms.objection_until(date(2020, 3, 7)) == date(2020, 4, 20)
    assert terms.objection_until(date(2020, 3, 8)) == date(2020, 4, 20)


def test_a_ceiling_is_late_from_new_year_on() -> None:
    assert not terms.is_late(2020, date(2019, 12, 31))
    assert terms.is_late(2020, date(2020, 1, 1))


def test_amounts_are_written_as_people_do() -> None:
    assert f"{Euros(143_400_000):nl}" == "€\N{NO-BREAK SPACE}1.434.000"
    assert f"{Euros(80_050):nl}" == "€\N{NO-BREAK SPACE}800,50"
    assert f"{Euros(80_050_00):en}" == "€80,050"
    assert f"{Euros(-5):en}" == "−€0.05"


def test_a_code_opens_its_own_initiative_only_and_only_with_our_pepper() -> None:
    idea, code = uuid4(), secrets.new_code()
    kept = secrets.code_hash(b"pepper", idea, code)
    assert len(code) == 6
    assert code.isdigit()
    assert secrets.is_code(b"pepper", idea, code, kept)
    assert not secrets.is_code(b"pepper", uuid4(), code, kept)
    assert not secrets.is_code(b"salt", idea, code, kept)


def test_a_seat_is_free_until_somebody_of_that_kind_sits_there() -> None:
    assert free_seat([Seat.WORKER], []) is Seat.WORKER
    assert free_seat([Seat.WORKER], ["worker"]) is None
    assert free_seat([Seat.WORKER, Seat.RESIDENT], ["worker"]) is Seat.RESIDENT
