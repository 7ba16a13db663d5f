"""A day of birth, an address and a sure name are found in words about a case; ordinary reasons are let through."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.monitoring.api.harmless import _read
from services.monitoring.domain.personal_data import look_for
from services.monitoring.domain.youth_care_codes import PRODUCT_CATEGORIES

TODAY = date(2020, 4, 2)


def kinds(text: str, field: str = "reason") -> set[str]:
    sent = _read(json.dumps({"referrals": [{field: text}]}).encode())
    return {found.kind for found in look_for(sent, "referrals", case_on=TODAY)}


@pytest.mark.parametrize(
    "text",
    [
        "kind van 12-03-2010", "12-3-2010", "12.03.2010", "12/03/2010", "12 03 2010", "2010-03-12", "2010/3/12",
        "20100312",
        "12032010", "12-03-10", "12/3/'10", "12-03-98", "12 maart 2010", "12 mrt. 2010", "12 mrt '10", "3 mei 2009",
        "March 12, 2010", "12th of maart 2010 geb 2010", "geb. 2010", "geboren in 2010", "geboortedatum: 12-03-19",
        "geboortejaar 2008", "geb 3 mei", "jarig op 3 mei", "born in 2012", "d.o.b. 12-03-2019", "１２-０３-２０１０",
        "12\u00a0maart\u00a02010", "12-\u200b03-2010", "31-12-2017",
        "besluit over het kind van 12-03-2010", "vanaf zijn geboorte op 12-03-2010",
        "kind 12-03-2010 sinds 2019 in zorg",
        "gesprek met kind (12-03-2010)", "12-03-2010, besluit volgt", "moeder 3 mei 1979", "sinds geboren 3 mei 2011",
    ],
)  # fmt: skip
def test_a_day_of_birth_is_found(text: str) -> None:
    assert "birth-date" in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "woont 9712 AB 12", "9712AB", "9712 ab 12", "op 9712ab, 12 hoog", "9712 AB nr. 3", "Dorpsstraat 12",
        "dorpsstraat 12a",
        "Van der Hooplaan 120", "Prinses Irenelaan 4", "Hereweg 12 te Groningen", "Turfsingel 33-b",
        "Noorderhaven-kade x Oude Ebbingestraat 5",
        "woont Dorpsstraat 12, met moeder", "Dorpsstr. 12", "Grote Markt x Zuiderplein 7",
    ],
)  # fmt: skip
def test_an_address_is_found(text: str) -> None:
    assert "address" in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "mevr. Jansen", "mw. De Vries", "Mevrouw van der Berg", "dhr. K. x dhr Pietersen", "de heer Bakker",
        "familie Yılmaz",
        "fam. El Amrani", "moeder van Sanne", "Moeder van Sanne belt", "zusje van Ömer", "dochter van Lotte",
        "J. Jansen", "J.P. de Vries",
        "gesprek met A. de Boer", "naam: Sanne", "haar naam is Lotte",
        "achternaam is Jansen", "een meisje genaamd Lotte", "S. van 't Hof",
        "Mrs Smith",
        "mother of Emma", "naar\u200b mevr. Jansen",
    ],
)  # fmt: skip
def test_a_sure_name_is_found(text: str) -> None:
    assert "name" in kinds(text)


ORDINARY = [
    "meer nodig dan lichte hulp kan geven", "more than the family can do with light help",
    "dubbele diagnose, 3 eerdere trajecten in 2018 en 2019", "te vroeg geboren, 3 maanden in de couveuse",
    "geboren in een gezin met 3-5 kinderen",
    "moeder van 3 kinderen", "moeder van Turkse afkomst", "de ouders van het kind", "familie in nood",
    "familie van 5 personen", "dhr. en mevr. samen",
    "van 10:00-12:30 en 14:00-16:30", "op 14-02-2020 om 10:30", "sinds 14-02-2020 3 x per week 45 minuten",
    "schooljaar 2019/2020", "2018-2019 en 2019-2020",
    "codes 45, 50, 51, 54", "45/50/51/54", "45-50-51-54", "45A04, 50B02 en 54001", "AGB 10000008",
    "AGB-code: 22220001", "budget € 12.500 - € 15.000", "€ 118.250,75",
    "eur 1.250.000", "stap 2 van 3", "12 uur per week, 40 weken", "kinderen van 10, 12 en 14 jaar",
    "kinderen van 4-6-8 jaar", "na plan B. Daarna zwaarder",
    "optie A. Het gezin kiest",
    "A. Terugblik. B. Vooruitblik. C. Afspraken", "A. Zoals nu of B. Alles per kind", "Zorg B.V. Noord",
    "aanbieder Molen B.V.", "in 2020 EN 2021", "ruim 1500 KM",
    "100 procent", "zorgstraat 3 weken", "Onderweg 2 gesprekken",
    "aanpak 3 werkt niet", "versie 1.2.10", "wijkteam 06", "verwijzer 06, reden 31", "3e keer dit jaar",
    "NT 2020-Q1 17", "om 9:30, 14:00 en 16:30 uur", "KL-2020-17", "GM0014",
    "een broer van 12", "vader van buiten de gemeente", "hij heet welkom", "besluit van 3 februari 2020",
    "evaluatie op 1 mei 2021", "the brother of the client", "2020-02-14T10:00:00Z",
    "mother of three", "moeder is overbelast", "2020 de tweede keer", "in 2019 is 12 keer hulp gegeven",
    "sinds 1 januari 2015 in zorg", "De Jeugdwet geldt sinds 1 januari 2015", "Op 12 december 2017 besloot de raad",
    "collegebesluit van 3 november 2017", "beschikking nr. 2017-45 van 3 november 2017", "vanaf 1 mei 2016 thuis",
    "het overleg van 3-11-2017", "met ingang van 01-01-2015", "De meldcode is aangescherpt op 1 januari 2016",
    "G. Wat goed gaat", "H. Hoe het verder gaat", "de naam is Samen gebleven", "Naam: Stichting Noord",
    "de J. Krommedijkschool belde", "School De Marsweg 4 klassen",
    "ADHD, ASS en PTSS", "IQ 70-85", "score 7-8-9", "klas 3A", "leeftijd 12-18 jaar",
]  # fmt: skip


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_reason_is_let_through(text: str) -> None:
    assert kinds(text) == set()


@given(st.lists(st.sampled_from(ORDINARY), min_size=2, max_size=4), st.sampled_from([". ", "; ", ", ", " - "]))
def test_ordinary_reasons_together_are_let_through(parts: list[str], between: str) -> None:
    words = [part for part in parts if not part.startswith(("KL-", "GM", "2020-02", "versie"))]
    assert kinds(between.join(words)) == set()


@given(st.dates(date(2018, 1, 1), date(2022, 12, 31)), st.sampled_from(["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y"]))
def test_days_of_now_are_let_through(day: date, written: str) -> None:
    assert kinds(f"besproken op {day.strftime(written)} met de school") == set()


@given(st.integers(0, 99_999_999))
def test_every_agb_code_passes_in_its_field_and_where_it_is_called_so(number: int) -> None:
    assert kinds(f"{number:08}", "providerAgb") == set()
    assert kinds(f"naar aanbieder met AGB {number:08} verwezen") == set()


@given(
    st.lists(st.sampled_from(sorted(PRODUCT_CATEGORIES)), min_size=1, max_size=8),
    st.sampled_from(["/", "-", ", ", "; ", ","]),
)
def test_product_categories_pass(codes: list[str], between: str) -> None:
    assert kinds(between.join(codes)) == set()


@given(
    st.dates(date(1950, 1, 1), date(2017, 12, 31)), st.sampled_from(["%d-%m-%Y", "%Y-%m-%d", "%d %m %Y", "%d.%m.%Y"])
)
def test_every_day_longer_ago_is_found(day: date, written: str) -> None:
    assert "birth-date" in kinds(f"kind {day.strftime(written)} thuis")


def test_a_day_in_a_field_for_days_is_for_the_rule_of_that_field() -> None:
    assert kinds("2010-03-12", "endedOn") == kinds("2010-03-12", "until") == set()
    assert kinds((TODAY - timedelta(days=10)).isoformat()) == set()
    assert kinds("2010-03-12", "reference") == {"birth-date"}
