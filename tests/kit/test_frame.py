"""What every request and response goes through: id, size, headers, unchanged answers, HEAD and OPTIONS."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.kit.small_app import BODY_LIMIT, SmallApp
from tests.support.apps import a_person

ASKED = {
    "a page that is there": ("GET", "/v1/private", 200),
    "a path that is not there": ("GET", "/v1/nowhere", 404),
    "a path outside v1": ("GET", "/nowhere", 404),
    "a method that is not there": ("DELETE", "/v1/private", 405),
    "an unchanged answer": ("GET", "/v1/public", 304),
    "invalid input": ("POST", "/v1/echoes", 400),
    "nobody": ("POST", "/v1/events", 401),
    "health": ("GET", "/health/live", 200),
    "a fault": ("GET", "/v1/faults/x", 500),
}


async def in_pieces(size: int, piece: int = 65536) -> AsyncIterator[bytes]:
    yield b'{"title": "'
    for _ in range(size // piece):
        yield b"x" * piece
    yield b'"}'


@pytest.mark.parametrize(("method", "path", "status"), ASKED.values(), ids=ASKED)
async def test_every_response_has_the_headers_of_the_api(bare: SmallApp, method: str, path: str, status: int) -> None:
    async with bare.client(if_none_match="*") as client:
        response = await client.request(method, path)
    assert response.status_code == status
    assert response.headers["API-Version"] == "1.0.0"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Request-ID"]
    if status >= 400:
        assert response.headers["Content-Type"] == "application/problem+json"
        assert response.headers["Cache-Control"] == "no-store"
        assert response.json()["requestId"] == response.headers["X-Request-ID"]
        assert response.json()["status"] == status


async def test_a_body_that_says_it_is_too_large_is_refused(bare: SmallApp) -> None:
    async with bare.client() as client:
        response = await client.post("/v1/echoes", content=b"x" * (BODY_LIMIT + 1))
    assert response.status_code == 413
    assert response.json()["facts"] == {"limit": BODY_LIMIT}
    assert response.headers["API-Version"] == "1.0.0"


async def test_a_body_without_a_length_is_refused_once_it_proves_too_large(bare: SmallApp) -> None:
    async with bare.client(content_type="application/json") as client:
        response = await client.post("/v1/echoes", content=in_pieces(2 * BODY_LIMIT))
        assert "content-length" not in response.request.headers
    assert (response.status_code, response.json()["slug"]) == (413, "too-large")


async def test_a_body_of_the_limit_itself_is_read(bare: SmallApp) -> None:
    body = b'{"title": "Schaken"}'
    async with bare.client(content_type="application/json") as client:
        assert (await client.post("/v1/echoes", content=body.ljust(BODY_LIMIT))).status_code == 200
        assert (await client.post("/v1/echoes", content=body.ljust(BODY_LIMIT + 1))).status_code == 413


async def test_a_length_that_lies_helps_nobody(bare: SmallApp) -> None:
    async with bare.client(content_type="application/json", content_length="10") as client:
        response = await client.post("/v1/echoes", content=in_pieces(2 * BODY_LIMIT))
    assert response.status_code == 413


@pytest.mark.parametrize("length", ["abc", "-1", "1.5", "1_000", "+5", "٣"])
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_length_that_is_no_number_is_a_mistake_of_the_sender(bare: SmallApp, length: str, method: str) -> None:
    status, headers, _ = await raw(bare, method, "/v1/echoes", [(b"content-length", length.encode())])
    assert status == 400
    assert headers[b"api-version"] == b"1.0.0"


async def test_a_length_of_many_digits_is_too_large(bare: SmallApp) -> None:
    for digits in (19, 5000):
        status, _, _ = await raw(bare, "POST", "/v1/echoes", [(b"content-length", b"9" * digits)])
        assert status == 413


async def test_too_large_is_told_in_the_language_of_the_request(bare: SmallApp) -> None:
    for language, word in (("nl", "Te groot"), ("en", "Too large")):
        async with bare.client(accept_language=language) as client:
            response = await client.post("/v1/echoes", content=b"x" * (BODY_LIMIT + 1))
        assert response.json()["title"] == word


async def test_of_an_endless_body_only_a_part_is_read(bare: SmallApp) -> None:
    read = 0

    async def receive() -> dict[str, Any]:
        nonlocal read
        read += 65536
        return {"type": "http.request", "body": b"x" * 65536, "more_body": True}

    status, _, _ = await asyncio.wait_for(raw(bare, "POST", "/v1/echoes", [], receive), 5)
    assert status == 413
    assert read <= 6 * BODY_LIMIT


async def test_a_sender_that_leaves_halfway_is_no_fault(bare: SmallApp, capsys: pytest.CaptureFixture[str]) -> None:
    messages = iter([{"type": "http.request", "body": b"{", "more_body": True}])

    async def receive() -> dict[str, Any]:
        return next(messages, {"type": "http.disconnect"})

    await raw(bare, "POST", "/v1/echoes", [(b"content-type", b"application/json")], receive)
    assert "fault" not in capsys.readouterr().out


async def raw(
    bare: SmallApp, method: str, path: str, headers: list[tuple[bytes, bytes]], receive: Any = None
) -> tuple[int, dict[bytes, bytes], bytes]:
    """Call the app itself: with what no HTTP library would send."""
    sent: list[dict[str, Any]] = []
    bodies = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def one_body() -> dict[str, Any]:
        return next(bodies, {"type": "http.disconnect"})

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": b""}
    more = {"headers": headers, "http_version": "1.1", "scheme": "http", "server": ("small", 80), "asgi": {}}
    await bare.app({**scope, **more}, receive or one_body, send)  # type: ignore[arg-type]
    start, *rest = sent or [{"status": 0, "headers": []}]
    assert all(message["type"] == "http.response.body" for message in rest)
    return start["status"], dict(start["headers"]), b"".join(message.get("body", b"") for message in rest)


@pytest.mark.parametrize(
    "given", ["4ad4f56b-d14d-4c9e-b9e1-7942b7cf626b", "d4f6f3f3680a492084c497202a1b3a68", "request_1.a-B", "x" * 64]
)
async def test_a_request_keeps_its_id(bare: SmallApp, given: str) -> None:
    async with bare.client(x_request_id=given) as client:
        assert (await client.get("/v1/private")).headers["X-Request-ID"] == given


@pytest.mark.parametrize(
    "given", ["", "-", "short", "x" * 65, "with a space in it", 'quote"quote', "<script>", "a;b=c,d"]
)
async def test_an_id_that_is_garbage_is_replaced(bare: SmallApp, given: str) -> None:
    async with bare.client(x_request_id=given) as client:
        got = (await client.get("/v1/private")).headers["X-Request-ID"]
    assert got != given
    assert len(got) == 32


async def test_requests_at_once_keep_their_own_id_and_language(bare: SmallApp) -> None:
    async def ask(n: int) -> bool:
        language = "en" if n % 2 else "nl"
        async with bare.client(x_request_id=f"request-{n}", accept_language=language) as client:
            response = await client.get("/v1/nowhere")
        return response.json()["requestId"] == f"request-{n}" and (response.json()["title"] == "Not found") == bool(
            n % 2
        )

    assert all(await asyncio.gather(*map(ask, range(20))))


async def test_an_unchanged_public_answer_is_not_sent_again(bare: SmallApp) -> None:
    async with bare.client() as client:
        first = await client.get("/v1/public")
        tag = first.headers["ETag"]
        for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            again = await client.get("/v1/public", headers={"If-None-Match": known})
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["ETag"] == tag
            assert again.headers["Cache-Control"] == "public, max-age=60"
            assert "content-length" not in again.headers
        for unknown in ('"other"', "", tag.strip('"')):
            assert (await client.get("/v1/public", headers={"If-None-Match": unknown})).json() == {"hello": "world"}
    assert "Accept-Language" in first.headers["Vary"]


async def test_what_is_not_public_is_stored_nowhere(bare: SmallApp) -> None:
    async with bare.client(a_person(), if_none_match="*") as client:
        response = await client.get("/v1/private")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers


async def test_head_answers_as_get_does_without_the_body(bare: SmallApp) -> None:
    async with bare.client() as client:
        for path in ("/v1/public", "/v1/private", "/v1/nowhere", "/v1/faults/x"):
            head, get = await client.head(path), await client.get(path)
            assert (head.status_code, head.content) == (get.status_code, b"")
            assert head.headers.get("content-length") == get.headers.get("content-length")
            assert head.headers.get("etag") == get.headers.get("etag")
    assert (await raw(bare, "HEAD", "/v1/public", []))[2] == b""


async def test_a_method_that_is_not_there_is_told_which_are(bare: SmallApp) -> None:
    for language, title in (("nl", "Dit kan hier niet"), ("en", "This cannot be done here")):
        async with bare.client(accept_language=language) as client:
            for method in ("OPTIONS", "DELETE", "PUT"):
                response = await client.request(method, "/v1/public")
                assert (response.status_code, response.headers["Allow"]) == (405, "GET")
                assert (response.json()["slug"], response.json()["title"]) == ("no-such-method", title)


async def test_an_answer_that_breaks_off_is_not_ended_as_if_it_were_whole(bare: SmallApp) -> None:
    with pytest.raises(RuntimeError, match="the other half is gone"):
        await raw(bare, "GET", "/v1/half", [])
