"""Whatever somebody sends, the answer is a problem they can read: which field, what is wrong, in their language."""

import json
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from services.kit.app import KIT_LOCALE
from services.kit.caller import NotYours
from services.kit.errors import Conflict
from services.kit.problems import ProblemResponse, problem_of
from services.kit.texts import LANGUAGES, Texts
from tests.kit.small_app import Note, SmallApp

JSON = {"Content-Type": "application/json"}


async def send(bare: SmallApp, content: bytes | str, language: str = "nl") -> tuple[int, dict[str, Any]]:
    async with bare.client(accept_language=language) as client:
        response = await client.post("/v1/echoes", content=content, headers=JSON)
    return response.status_code, response.json()


FIELDS: dict[str, tuple[dict[str, Any], str, str, str]] = {
    "missing": ({}, "title", "Dit veld ontbreekt. Vul het in.", "This field is missing. Fill it in."),
    "unknown": (
        {"title": "ab", "tilte": 1},
        "tilte",
        "Dit veld kennen we niet. Haal het weg of kijk of de naam klopt.",
        "We do not know this field. Remove it or check its name.",
    ),
    "too short": (
        {"title": "a"},
        "title",
        "Dit is te kort: minstens 2 tekens.",
        "This is too short: at least 2 characters.",
    ),
    "no text": ({"title": 3}, "title", "Dit moet tekst zijn.", "This must be text."),
    "no number": (
        {"title": "ab", "count": "x"},
        "count",
        "Dit moet een heel getal zijn.",
        "This must be a whole number.",
    ),
    "NUL": (
        {"title": "a\0b"},
        "title",
        "Hier staat een onzichtbaar teken (NUL) dat we niet kunnen bewaren. Haal het weg.",
        "This has an invisible character (NUL) that we cannot keep. Remove it.",
    ),
    "NUL in a list": (
        {"title": "ab", "words": ["x", "\0"]},
        "words",
        "Hier staat een onzichtbaar teken (NUL) dat we niet kunnen bewaren. Haal het weg.",
        "This has an invisible character (NUL) that we cannot keep. Remove it.",
    ),
    "half a character": (
        {"title": "\ud800x"},
        "title",
        "Hier staat een half teken. Stuur de tekst in UTF-8.",
        "This has half a character. Send the text in UTF-8.",
    ),
    "beyond bigint": (
        {"title": "ab", "count": 2**63},
        "count",
        "Dit getal is te groot of heeft te veel cijfers.",
        "This number is too large or has too many digits.",
    ),
    "far below bigint": (
        {"title": "ab", "count": -(10**400)},
        "count",
        "Dit getal is te groot of heeft te veel cijfers.",
        "This number is too large or has too many digits.",
    ),
    "a decimal of a million digits": (
        {"title": "ab", "weight": "1e1000000"},
        "weight",
        "Dit getal is te groot of heeft te veel cijfers.",
        "This number is too large or has too many digits.",
    ),
    "a decimal with a million decimals": (
        {"title": "ab", "weight": "1e-1000000"},
        "weight",
        "Dit getal is te groot of heeft te veel cijfers.",
        "This number is too large or has too many digits.",
    ),
    "infinite": (
        {"title": "ab", "weight": float("inf")},
        "weight",
        "Dit moet een gewoon getal zijn, niet oneindig of NaN.",
        "This must be an ordinary number, not infinite or NaN.",
    ),
    "no number at all": (
        {"title": "ab", "weight": "NaN"},
        "weight",
        "Dit moet een gewoon getal zijn, niet oneindig of NaN.",
        "This must be an ordinary number, not infinite or NaN.",
    ),
    "infinitely many": (
        {"title": "ab", "count": float("inf")},
        "count",
        "Dit moet een gewoon getal zijn, niet oneindig of NaN.",
        "This must be an ordinary number, not infinite or NaN.",
    ),
    "no time zone": (
        {"title": "ab", "at": "2020-04-02T09:00:00"},
        "at",
        "Geef ook de tijdzone. Voorbeeld: 2020-01-31T12:00:00Z.",
        "Give the time zone too. Example: 2020-01-31T12:00:00Z.",
    ),
    "no time": (
        {"title": "ab", "at": "yesterday"},
        "at",
        "Dit is geen geldig tijdstip. Voorbeeld: 2020-01-31T12:00:00Z.",
        "This is not a valid date-time. Example: 2020-01-31T12:00:00Z.",
    ),
    "the last day": (
        {"title": "ab", "on": "9999-12-31"},
        "on",
        "Deze dag ligt te ver weg. Kijk het jaar na.",
        "This day is too far away. Check the year.",
    ),
    "the first day": (
        {"title": "ab", "on": "0001-01-01"},
        "on",
        "Deze dag ligt te ver weg. Kijk het jaar na.",
        "This day is too far away. Check the year.",
    ),
}


@pytest.mark.parametrize(("sent", "field", "dutch", "english"), FIELDS.values(), ids=FIELDS)
async def test_each_field_says_what_is_wrong_in_both_languages(
    bare: SmallApp, sent: dict[str, Any], field: str, dutch: str, english: str
) -> None:
    for language, sentence in (("nl", dutch), ("en", english)):
        status, problem = await send(bare, json.dumps(sent), language)
        assert (status, problem["slug"]) == (400, "invalid")
        [error] = problem["errors"]
        assert (error["field"], error["detail"]) == (field, sentence)


async def test_all_fields_that_are_wrong_are_told_at_once(bare: SmallApp) -> None:
    _, problem = await send(bare, json.dumps({"title": "", "count": "x", "other": 1}))
    assert {error["field"] for error in problem["errors"]} == {"title", "count", "other"}


BROKEN = {
    "no end": b'{"title": ',
    "no JSON": b"title=Schaken",
    "nothing": b"",
    "not UTF-8": b'{"title": "caf\xe9"}',
    "half a character as a field": b'{"title": "ab", "\\ud800": 1}',
    "NUL as a field": b'{"title": "ab", "\\u0000": 1}',
    "a number of 5000 digits": b'{"title": "ab", "count": ' + b"9" * 5000 + b"}",
    "a very deep list": b"[" * 200_000,
    "a list": b"[]",
    "a text": b'"Schaken"',
    "null": b"null",
    "NaN": b"NaN",
    "another encoding": '{"title": "Schaken"}'.encode("utf-16")[:-1],
    "NULs": b"\0" * 100,
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
async def test_a_body_that_is_no_message_is_refused_and_nothing_worse(bare: SmallApp, content: bytes) -> None:
    for language in LANGUAGES:
        status, problem = await send(bare, content, language)
        assert status == 400
        assert problem["slug"] in ("invalid", "not-readable")
        assert problem["title"] == ("De invoer klopt niet" if language == "nl" else "The input is not right")
        assert all(error["detail"] for error in problem["errors"])


async def test_broken_json_is_blamed_on_no_field(bare: SmallApp) -> None:
    _, problem = await send(bare, b'{"title": ', "en")
    assert [(error["field"], error["slug"]) for error in problem["errors"]] == [("", "json_invalid")]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(exclude_categories=[])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(["title", "count", "weight", "words", "at"]) | st.text(), anything) | anything)
def test_any_content_is_a_note_or_refused_field_by_field(content: Any) -> None:
    try:
        note = Note.model_validate(content)
    except ValidationError:
        return
    assert "\0" not in note.model_dump_json()
    assert abs(note.count) < 2**63


@pytest.mark.parametrize("path", ["/v1/notes/a%00b", f"/v1/counts/{2**31}", f"/v1/counts/{2**63}", "/v1/counts/x"])
async def test_what_stands_in_the_path_and_cannot_be_kept_is_refused(small: SmallApp, path: str) -> None:
    async with small.client() as client:
        response = await client.request("GET" if "notes" in path else "POST", path)
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"


async def test_no_token_and_a_bad_token_say_how_to_sign_in(bare: SmallApp) -> None:
    for header, slug in (("", "no-token"), ("Bearer rubbish", "bad-token"), ("Basic rubbish", "no-token")):
        async with bare.client(authorization=header, idempotency_key=str(uuid4())) as client:
            response = await client.post("/v1/notes", json={"title": "Schaken"})
        assert (response.status_code, response.json()["slug"]) == (401, slug)
        assert response.headers["WWW-Authenticate"] == "Bearer"


def test_facts_that_are_no_json_do_not_break_the_refusal() -> None:
    texts = Texts(KIT_LOCALE)
    refusal = Conflict(ids=[uuid4()], half="\ud800", many={"at": object()}, current={"id": uuid4()})
    body = json.loads(ProblemResponse(problem_of(refusal, texts)).body)
    assert body["slug"] == "conflict"
    assert body["facts"]["half"] == "?"


def test_a_refusal_names_roles_as_people_know_them_and_as_software_does() -> None:
    body = problem_of(NotYours(roles="person, service:frontend"), Texts(KIT_LOCALE))
    assert body["detail"].endswith("Hiervoor is nodig: iemand die is ingelogd, service:frontend.")
    assert body["facts"] == {"roles": "person, service:frontend"}


def test_both_catalogues_have_the_same_sentences() -> None:
    texts = Texts(KIT_LOCALE)
    assert texts.slugs("nl") == texts.slugs("en")
