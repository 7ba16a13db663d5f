"""Wherever partner and municipality write about cases, the one guard stands before anything is kept."""

import io
from uuid import UUID, uuid4

import pytest

from tests.monitoring.ordinary_dutch import ORDINARY
from tests.monitoring.referrals import BSN, a_partner_with_boundaries
from tests.monitoring.test_referrals_privacy import everything_kept, written
from tests.monitoring.world import World

__all__ = ["written"]

NOBODY = UUID(int=7)
PARTNER = f"/v1/partners/{NOBODY}"
OF_A_CASE = [
    ("POST", f"/v1/breach-cases/{NOBODY}/steps"),
    ("POST", f"{PARTNER}/dossiers/2020/case-reviews"),
    ("PUT", f"{PARTNER}/referral-reviews/{NOBODY}"),
    ("POST", "/v1/referrals"),
    ("POST", "/v1/referral-ends"),
    ("POST", "/v1/referral-corrections"),
    ("POST", "/v1/referral-withdrawals"),
    ("POST", "/v1/referral-end-corrections"),
    ("POST", f"{PARTNER}/referral-corrections"),
    ("POST", f"{PARTNER}/referral-withdrawals"),
    ("POST", f"{PARTNER}/referral-end-corrections"),
]
OF_AN_ORGANISATION = [
    ("POST", f"{PARTNER}/dossiers/2020/uncertainty-visits"),
    ("POST", f"{PARTNER}/extensions"),
    ("POST", f"{PARTNER}/reports/2020-Q1/return"),
    ("PUT", f"{PARTNER}/reports/2020-Q1/words"),
    ("POST", f"{PARTNER}/reviews"),
    ("PUT", f"{PARTNER}/talk-actions/{NOBODY}"),
    ("PUT", f"{PARTNER}/talks/2020-Q1"),
    ("POST", f"{PARTNER}/talks/2020-Q1/own-points"),
    ("POST", f"{PARTNER}/talks/2020-Q1/reopenings"),
    ("PUT", f"/v1/surveys/{NOBODY}/dialogues/{NOBODY}/outcomes"),
]
NUMBERS = {
    "bsn": f"kind {BSN[:3]}:{BSN[3:6]}:{BSN[6:]}",
    "email": "mail jan@voorbeeld.nl",
    "phone": "bel 06-12345678",
    "iban": "NL91 ABNA 0417 1643 00",
}
TELLING = NUMBERS | {
    "birth-date": "kind van 12-03-2010",
    "address": "woont Dorpsstraat 12",
    "name": "de moeder van Sanne",
}


@pytest.mark.parametrize(("method", "path"), [*OF_A_CASE, *OF_AN_ORGANISATION])
async def test_what_points_at_a_person_is_refused_whatever_the_field(world: World, method: str, path: str) -> None:
    for kind, words in (TELLING if (method, path) in OF_A_CASE else NUMBERS).items():
        answer = await world.http.request(method, path, json={"words": [{"deep": words}]})
        assert (answer.status_code, answer.json()["slug"]) == (400, "personal-data-found")
        assert f"personal-data.{kind}" in [error["slug"] for error in answer.json()["errors"]]
        assert words not in answer.text


@pytest.mark.parametrize(("method", "path"), OF_AN_ORGANISATION)
async def test_an_organisation_has_days_addresses_and_names(world: World, method: str, path: str) -> None:
    """They get past the guard: what answers then is the contract, or who asks for a sign-in."""
    for words in (
        *ORDINARY,
        "Vanaf 1 mei 2018",
        "Wij zitten in De Poort, Hoofdstraat 12",
        "De heer Van Dijk, wethouder",
    ):
        answer = await world.http.request(method, path, json={"words": words})
        assert answer.json()["slug"] != "personal-data-found", words


async def test_the_document_of_a_step_has_a_day_and_no_number_of_a_person(world: World) -> None:
    where = f"/v1/breach-cases/{NOBODY}/steps"
    for document, found in (("Collegebesluit van 3 november 2017", False), ("Brief 3-11-2017", False), (BSN, True)):
        answer = await world.http.post(where, json={"step": "permit", "document": document})
        assert (answer.json()["slug"] == "personal-data-found") is found
    answer = await world.http.post(where, json={"step": "permit", "document": "x", "note": "kind van 3-11-2017"})
    assert answer.json()["slug"] == "personal-data-found"


async def test_of_what_is_refused_nothing_is_kept_or_logged(world: World, written: io.StringIO) -> None:
    software = await a_partner_with_boundaries(world)
    for method, path in (*OF_A_CASE, *OF_AN_ORGANISATION):
        for words in (TELLING if (method, path) in OF_A_CASE else NUMBERS).values():
            headers = software.sent({"Idempotency-Key": str(uuid4())})
            await world.http.request(method, path, json={"reason": words, "remarks": words}, headers=headers)
    kept, printed = await everything_kept(world), written.getvalue()
    assert "personal-data-found" in printed
    for words in TELLING.values():
        assert words not in kept
        assert words not in printed
