"""Public answers: open to scripts of other sites, and not made again while nothing changed."""

from pathlib import Path

import pytest
from fastapi import APIRouter, Depends, Request
from starlette.responses import PlainTextResponse, Response

from services.kit.caller import AnyCaller
from services.kit.errors import NotFound
from services.kit.openapi import describe
from services.kit.public import code_of, follows, open_to_all
from tests.kit.small_app import SmallApp


class Told:
    """What a route tells: its version, and how often the answer was made."""

    version = "1"
    made = 0


@pytest.fixture
def told(bare: SmallApp) -> Told:
    told, router = Told(), APIRouter()

    async def version(_request: Request) -> str:
        return told.version

    @router.get("/stories", dependencies=[Depends(open_to_all), Depends(follows(version))])
    async def stories(caller: AnyCaller, request: Request, year: int = 0) -> Response:
        told.made += 1
        if year == 404:
            raise NotFound
        return PlainTextResponse(f"{told.version} {year}")

    @router.post("/stories")
    async def tell(caller: AnyCaller) -> None:
        """Not for scripts of other sites."""

    @router.get("/secrets")
    async def secrets(caller: AnyCaller) -> None:
        """Neither is this."""

    bare.app.include_router(router, prefix="/v1")
    return told


async def test_who_has_the_answer_of_this_version_gets_304_and_it_is_not_made(bare: SmallApp, told: Told) -> None:
    async with bare.client() as client:
        first = await client.get("/v1/stories")
        tag = first.headers["ETag"]
        for known in (tag, f"W/{tag}", f'"other", {tag}'):
            again = await client.get("/v1/stories", headers={"If-None-Match": known})
            assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
            assert again.headers["Vary"] == first.headers["Vary"] == "Accept-Language, Accept"
            assert again.headers["Cache-Control"] == "public, max-age=60"
    assert told.made == 1


def test_304_is_described_of_what_may_be_kept_and_of_nothing_else(bare: SmallApp, told: Told) -> None:
    described = describe(bare.app)["paths"]
    unchanged = described["/stories"]["get"]["responses"]["304"]
    assert set(unchanged["headers"]) == {"API-Version", "ETag"}
    assert "content" not in unchanged
    others = (described["/stories"]["post"], described["/secrets"]["get"])
    assert not any("304" in operation["responses"] for operation in others)


async def test_another_version_address_language_form_or_program_is_another_answer(bare: SmallApp, told: Told) -> None:
    async with bare.client() as client:
        tags = [(await client.get("/v1/stories")).headers["ETag"]]
        told.version = "2"
        tags.append((await client.get("/v1/stories")).headers["ETag"])
        tags.append((await client.get("/v1/stories?year=2020")).headers["ETag"])
        for headers in ({"Accept-Language": "en"}, {"Accept": "text/csv"}):
            tags.append((await client.get("/v1/stories", headers=headers)).headers["ETag"])
        bare.app.state.code = "upgraded"
        tags.append((await client.get("/v1/stories")).headers["ETag"])
        again = await client.get("/v1/stories", headers={"If-None-Match": tags[0]})
    assert len(set(tags)) == len(tags)
    assert (again.status_code, again.text) == (200, "2 0")


async def test_a_star_is_told_unchanged_only_when_there_is_an_answer(bare: SmallApp, told: Told) -> None:
    async with bare.client(if_none_match="*") as client:
        assert (await client.get("/v1/stories")).status_code == 304
        assert (await client.get("/v1/stories?year=404")).status_code == 404


async def test_scripts_of_other_sites_may_read_what_is_public_and_its_refusals(bare: SmallApp, told: Told) -> None:
    async with bare.client(origin="https://example.org") as client:
        for path, status in (("", 200), ("?year=404", 404), ("?year=x", 400)):
            answer = await client.get(f"/v1/stories{path}")
            assert answer.status_code == status
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
            assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
            assert "Access-Control-Allow-Credentials" not in answer.headers
            assert ("ETag" in answer.headers) == (status == 200)
            assert answer.headers["Cache-Control"] == ("public, max-age=60" if status == 200 else "no-store")


async def test_what_nobody_opened_stays_closed_to_other_sites(bare: SmallApp) -> None:
    async with bare.client(origin="https://example.org") as client:
        for path in ("/v1/private", "/v1/public", "/v1/nowhere", "/health/live"):
            assert "Access-Control-Allow-Origin" not in (await client.get(path)).headers
        assert (await client.get("/v1/openapi.json")).headers["Access-Control-Allow-Origin"] == "*"


def test_the_code_is_another_when_a_file_of_the_program_is(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "a" / "one.py").write_text("1")
    (tmp_path / "b" / "one.py").write_text("2")
    assert code_of(tmp_path / "a") != code_of(tmp_path / "b")
    assert code_of(Path("services/kit")) == code_of(Path("services/kit"))


PREFLIGHT = {
    "Origin": "https://example.org",
    "Access-Control-Request-Method": "GET",
    "Access-Control-Request-Headers": "if-none-match",
}


async def test_a_browser_may_ask_first_whether_a_script_may_send_the_tag_it_has(bare: SmallApp, told: Told) -> None:
    async with bare.client() as client:
        for path in ("/v1/stories", "/v1/stories?year=404", "/v1/openapi.json"):
            answer = await client.options(path, headers=PREFLIGHT)
            assert (answer.status_code, answer.content) == (204, b"")
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
            assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
            assert answer.headers["Access-Control-Allow-Headers"] == "If-None-Match"
            assert int(answer.headers["Access-Control-Max-Age"]) > 0
            assert "Access-Control-Allow-Credentials" not in answer.headers
    assert told.made == 0


async def test_what_is_not_open_answers_no_browser_that_asks_first(bare: SmallApp, told: Told) -> None:
    async with bare.client() as client:
        for path, status in (("/v1/secrets", 405), ("/v1/nowhere", 404), ("/health/live", 405)):
            answer = await client.options(path, headers=PREFLIGHT)
            assert answer.status_code == status
            assert "Access-Control-Allow-Origin" not in answer.headers
        assert (await client.post("/v1/stories", json={})).status_code == 200
