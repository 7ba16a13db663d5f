"""The open formats: 360Giving and the Woo overview say exactly what was awarded, and never who the person was."""

import json
import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from services.budget.domain.open_award import OpenAward, OpenPayment, Organisation
from services.budget.domain.threesixty import INDIVIDUAL, Funder, grant, identifier_by_name, package
from services.budget.domain.woo import WHY_LEFT_OUT, overview

GRONINGEN = Funder("GM0014", "Groningen", "NL-OWMS-Groningen_(gemeente)")
ISSUED = date(2020, 11, 20)
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
CLUB = Organisation("Speeltuinvereniging Beijum", "41202535")
CHECKER = FormatChecker()

# The rules of the standard (https://standard.threesixtygiving.org, schema 1.4.3 of ThreeSixtyGiving/standard), written
# down from its reference: looking for a Python package with its schema, we found none.
# VOORVELD_360GIVING=<its folder `schema`> holds us to it too.
OFFICIAL = os.environ.get("VOORVELD_360GIVING")
DAY = {"oneOf": [{"format": "date-time"}, {"pattern": r"^\d{4}-(0[1-9]|1[012])-(0[1-9]|[12]\d|3[01])$"}]}
TEXT, AMOUNT, ADDRESS = {"type": "string"}, {"type": "number"}, {"type": "string", "format": "uri"}
DAY_TEXT = {"type": "string", **DAY}
NAMED = {"type": "object", "required": ["id", "name"], "properties": {"id": TEXT, "name": TEXT}}
NEEDED = ["id", "title", "description", "currency", "amountAwarded", "awardDate", "fundingOrganization"]


def some(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": 1}


GRANT = {
    "type": "object",
    "required": NEEDED,
    "oneOf": [{"required": ["recipientOrganization"]}, {"required": ["recipientIndividual"]}],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "pattern": "^360G-[^/\\\\]+$"},
        "title": {"type": "string", "minLength": 1},
        "description": {"type": "string", "minLength": 1},
        "currency": {"const": "EUR"},
        "amountAwarded": AMOUNT,
        "amountDisbursed": AMOUNT,
        "awardDate": DAY_TEXT,
        "url": ADDRESS,
        "plannedDates": some({"type": "object", "properties": dict.fromkeys(("startDate", "endDate"), DAY_TEXT)}),
        "recipientIndividual": NAMED,
        "toIndividualsDetails": {
            "type": "object",
            "properties": {
                "primaryGrantReason": {"enum": [f"GTIR{n:02}0" for n in range(1, 13)]},
                "grantPurpose": {"type": "array", "items": {"enum": [f"GTIP{n:02}0" for n in range(1, 18)]}},
            },
        },
        "recipientOrganization": some(NAMED),
        "fundingOrganization": some(NAMED),
        "grantProgramme": some({"type": "object", "properties": {"code": TEXT}}),
        "beneficiaryLocation": some({"type": "object", "properties": {"id": TEXT, "name": TEXT, "countryCode": TEXT}}),
        "locationScope": {"enum": ["GLS050", "GLS060"]},
        "disbursementTransaction": some(
            {
                "type": "object",
                "additionalProperties": False,
                "properties": {"id": TEXT, "transactionDate": DAY_TEXT, "currency": TEXT, "value": AMOUNT},
            }
        ),
    },
}
PACKAGE = {
    "type": "object",
    "required": ["grants"],
    "properties": {
        "version": {"type": "string", "pattern": r"^(\d+\.)(\d+)$"},
        "issued": DAY_TEXT,
        "license": ADDRESS,
        "publisher": {"type": "object", "required": ["name"], "properties": {"identifier": TEXT, "name": TEXT}},
        "grants": {**some(GRANT), "uniqueItems": True},
    },
}


def official() -> Draft202012Validator:
    """The standard's own schemas, of which the package names the grant's by the version before."""
    folder = Path(OFFICIAL or "")
    whole, one = (json.loads((folder / f"360-giving-{name}schema.json").read_text()) for name in ("package-", ""))
    named = whole["properties"]["grants"]["items"]["$ref"]
    registry: Registry[Any] = Registry().with_resource(named, DRAFT202012.create_resource(one))
    return Draft202012Validator(whole, registry=registry, format_checker=CHECKER)


RULES = Draft202012Validator(PACKAGE, format_checker=CHECKER)
VALIDATORS = [pytest.param(RULES, id="rules"), *([pytest.param(official(), id="official")] if OFFICIAL else [])]


def award(number: int = 1, **other: Any) -> OpenAward:
    known: dict[str, Any] = {
        "initiative_id": f"6b0f8f5e-0000-4000-8000-{number:012}",
        "year": 2020,
        "line_key": "areas/beijum",
        "title": "Voetbaltoernooi voor de buurt",
        "what": "Een dag voetballen met alle straten.",
        "amount_cents": 80_050,
        "awarded_on": date(2020, 3, 2),
        "area_id": "beijum",
        "area_name": "Beijum",
    }
    return OpenAward(**{**known, **other})


def many() -> list[OpenAward]:
    return [
        award(1),
        award(2, organisation=CLUB, url="https://voorveld.example.nl/2020/initiatieven/2"),
        award(3, organisation=Organisation("Bewonersgroep De Hoek"), area_id=None, line_key="city-wide"),
        award(
            4,
            planned_from=date(2020, 6, 1),
            payments=(OpenPayment("p1", date(2020, 3, 9), 80_050), OpenPayment("p2", date(2020, 9, 1), -10_025)),
        ),
    ]


def written(awards: list[OpenAward]) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(json.dumps(package(GRONINGEN, awards, ISSUED, LICENCE)))
    return whole


@pytest.mark.parametrize("validator", VALIDATORS)
def test_a_package_is_valid_360giving(validator: Draft202012Validator) -> None:
    assert [error.message for error in validator.iter_errors(written(many()))] == []


@pytest.mark.parametrize("validator", VALIDATORS)
@pytest.mark.parametrize(
    "change",
    [
        {"awardDate": "2 maart 2020"},
        {"url": "geen adres"},
        {"amountAwarded": "800,50"},
        {"recipientOrganization": [{"id": "x", "name": "y"}]},
        {"fundingOrganization": []},
        {"title": None},
    ],
)
def test_the_validation_would_have_caught_it(validator: Draft202012Validator, change: dict[str, Any]) -> None:
    whole = written(many())
    whole["grants"][0] |= change
    assert not validator.is_valid(whole)


def test_without_awards_there_is_no_package() -> None:
    assert package(GRONINGEN, [], ISSUED, LICENCE) is None


def test_a_person_is_an_individual_recipient_and_two_awards_do_not_show_it_is_the_same_person() -> None:
    one, other = grant(GRONINGEN, award(1)), grant(GRONINGEN, award(2))
    assert one["recipientIndividual"]["name"] == other["recipientIndividual"]["name"] == INDIVIDUAL
    assert one["recipientIndividual"]["id"] != other["recipientIndividual"]["id"]
    assert "recipientOrganization" not in one


def test_an_organisation_has_its_name_and_its_number_in_the_trade_register() -> None:
    one = grant(GRONINGEN, award(organisation=CLUB))
    assert one["recipientOrganization"] == [{"id": "NL-KVK-41202535", "name": "Speeltuinvereniging Beijum"}]
    assert "recipientIndividual" not in one
    assert "toIndividualsDetails" not in one


@given(st.lists(st.integers(-(10**11), 10**11), max_size=5), st.integers(1, 10**11))
def test_every_cent_of_awards_and_payments_is_in_the_file(paid: list[int], cents: int) -> None:
    payments = tuple(OpenPayment(f"p{at}", ISSUED, amount) for at, amount in enumerate(paid))
    text = json.dumps(grant(GRONINGEN, award(amount_cents=cents, payments=payments)))
    one = json.loads(text, parse_float=Decimal)
    moved = [Decimal(line["value"]) * 100 for line in one.get("disbursementTransaction", [])]
    assert moved == paid
    assert Decimal(one["amountDisbursed"]) * 100 == sum(paid)
    assert Decimal(one["amountAwarded"]) * 100 == cents


def test_money_for_the_whole_municipality_is_placed_there() -> None:
    assert grant(GRONINGEN, award())["beneficiaryLocation"][0]["id"] == "beijum"
    assert grant(GRONINGEN, award(area_id=None))["beneficiaryLocation"][0]["id"] == "GM0014"


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Groningen", "NL-OWMS-Groningen_(gemeente)"),
        ("Utrecht", "NL-OWMS-Utrecht_(gemeente)"),
        ("Bodegraven-Reeuwijk", "NL-OWMS-Bodegraven-Reeuwijk"),
        ("Oude IJsselstreek", "NL-OWMS-Oude_IJsselstreek"),
        ("'s-Gravenhage", "NL-OWMS-'s-Gravenhage"),
    ],
)
def test_a_municipality_is_named_by_its_term_in_the_list_of_government_bodies(name: str, identifier: str) -> None:
    assert identifier_by_name(name) == identifier


def test_the_woo_overview_has_organisations_only_and_says_how_much_it_leaves_out() -> None:
    awards = [*many(), award(5, amount_cents=1_99)]
    found = overview(reversed(awards), "Regeling Wijken voor Jeugd")
    assert [row.recipient for row in found.rows] == ["Speeltuinvereniging Beijum", "Bewonersgroep De Hoek"]
    assert {row.basis for row in found.rows} == {"Regeling Wijken voor Jeugd"}
    assert found.left_out == 3
    assert found.left_out_cents == 2 * 80_050 + 1_99
    assert found.left_out_cents + sum(row.awarded_cents for row in found.rows) == sum(a.amount_cents for a in awards)
    assert all("3.3a" in why for why in WHY_LEFT_OUT.values())
