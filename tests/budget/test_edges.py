"""What holds for the service as a whole: its words, its public face, its answers to nonsense."""

import io
import json
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from services.budget.contract import (
    guard_refusals,
    plan_refusals,
    refusals,
    round_refusals,
    sample_refusals,
    savings_refusals,
    show_refusals,
)
from services.kit.errors import Refusal
from services.kit.openapi import describe
from services.kit.texts import Texts
from tests.budget.world import AREA, OFFICER, YEAR, World, a_key, a_published_split, an_idea

LOCALE = Path("services/budget/locale")
OURS = [
    it
    for module in (
        refusals,
        guard_refusals,
        plan_refusals,
        round_refusals,
        sample_refusals,
        savings_refusals,
        show_refusals,
    )
    for it in vars(module).values()
    if isinstance(it, type) and it.__module__ == module.__name__
]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_refusal_has_a_sentence_also_when_a_fact_is_not_given(language: str) -> None:
    texts = Texts(LOCALE)
    assert texts.slugs("nl") == texts.slugs("en")
    for refusal in OURS:
        assert issubclass(refusal, Refusal)
        assert texts.sentence(refusal.slug, language), refusal.slug


def test_both_languages_tell_the_same_facts() -> None:
    dutch, english = (read_po(io.BytesIO((LOCALE / f"{it}.po").read_bytes())) for it in ("nl", "en"))
    for message in (each for each in dutch if each.id):
        assert facts_in(message.string) == facts_in(english.get(message.id).string), message.id


def facts_in(sentence: object) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(str(sentence)) if name}


async def test_every_route_says_what_it_is_for(world: World) -> None:
    paths = describe(world.app)["paths"]
    operations = [operation for item in paths.values() for operation in item.values()]
    assert len(operations) > 30
    ours = [operation for operation in operations if operation["tags"] != ["events"]]
    for operation in ours:
        assert operation["summary"]
        assert "_" not in operation["operationId"]
        for status, response in operation["responses"].items():
            assert response["description"] not in ("", "Successful Response"), (operation["operationId"], status)


@pytest.mark.parametrize("path", ["money", "postings", "initiatives", "conference"])
async def test_what_is_the_same_for_everybody_may_be_kept_a_minute(world: World, path: str) -> None:
    answer = await world.http.get(f"/v1/{path}", params={"year": YEAR})
    assert answer.headers["cache-control"] == "public, max-age=60"
    again = await world.http.get(
        f"/v1/{path}", params={"year": YEAR}, headers={"If-None-Match": answer.headers["etag"]}
    )
    assert again.status_code == 304
    assert (await world.http.get(f"/v1/{path}", params={"year": "x"})).status_code == 400


async def test_what_depends_on_who_asks_is_not_kept(world: World) -> None:
    for path in (f"splits?year={YEAR}", f"decisions?year={YEAR}&areaId={AREA}"):
        assert (await world.http.get(f"/v1/{path}")).headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"{", 400), (b"[]", 400), (b"null", 400), (b"\xff", 400), (b'{"a":' + b"1" * 2_000_000 + b"}", 413)],
)
async def test_nonsense_is_a_problem_and_leaves_nothing(world: World, content: bytes, status: int) -> None:
    await a_published_split(world)
    headers = {"Idempotency-Key": a_key(), "Content-Type": "application/json"}
    answer = await world.http.post("/v1/initiatives", content=content, headers=headers)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert not await world.rows("SELECT 1 FROM initiatives")


@pytest.mark.parametrize("text", ["\x00 in het midden", "één \ud800 half teken", "😀 ‮ omgekeerd {code} %s \\ '\""])
async def test_strange_text_is_kept_as_typed_or_refused_by_field(world: World, text: str) -> None:
    await a_published_split(world)
    body = an_idea().model_dump(mode="json", by_alias=True) | {"what": text}
    headers = {"Idempotency-Key": a_key(), "Content-Type": "application/json"}
    answer = await world.http.post("/v1/initiatives", content=json.dumps(body), headers=headers)
    assert answer.status_code in (201, 400)
    if answer.status_code == 201:
        (kept,) = await world.rows("SELECT what FROM initiatives")
        assert kept["what"] == text
        assert text in (await world.mails())[0][2]


async def test_a_fraction_of_nothing_and_a_sum_beyond_measure_are_refused(world: World) -> None:
    officer = {"Authorization": f"Bearer {OFFICER.token}"}
    for wrong in ({"share": "3/0"}, {"share": "0.03"}, {"youthBudgetCents": 10**14}, {"year": 1}):
        body = {"year": YEAR, "name": "x", "youthBudgetCents": 4_780_000_000, "share": "3/100"} | wrong
        answer = await world.http.post("/v1/sources", json=body, headers=officer | {"Idempotency-Key": a_key()})
        assert answer.status_code == 400, wrong
        assert [error["field"] for error in answer.json()["errors"]] == list(wrong)


async def test_a_refusal_is_in_the_language_of_who_reads_it(world: World) -> None:
    body = an_idea().model_dump(mode="json", by_alias=True)
    for language, words in (("nl", "nog geen geld verdeeld"), ("en", "no money has been divided")):
        headers = {"Idempotency-Key": a_key(), "Accept-Language": language}
        answer = await world.http.post("/v1/initiatives", json=body, headers=headers)
        assert (answer.status_code, answer.json()["slug"]) == (404, "no-money-for-area")
        assert words in answer.json()["detail"]
