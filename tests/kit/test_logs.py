"""A log line says what happened, in ids and numbers, and never what somebody typed or the secret in a path."""

import asyncio
import io
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog

from services.kit.logging import configure_logging
from tests.kit.small_app import NAME, SmallApp
from tests.support.apps import a_person, shared_settings
from tests.support.postgres import a_database
from voorveld.specs import UVICORN

SECRET = "vv-geheim-8d41c0"

SERVED = """
from services.kit.logging import configure_logging
from services.kit.app import create_service_app
from services.kit.settings import ServiceSettings
from tests.kit.small_app import LOCALE, routes

def create_app():
    configure_logging("small")
    settings = ServiceSettings()
    return create_service_app(name="monitoring", title="Small", description="Small.", settings=settings,
                              routers=[routes()], locale=LOCALE)
"""


Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[Lines]:
    """All that a process writes, as its log lines."""
    before, root, written = structlog.get_config(), logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", written)
        configure_logging("small")
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    structlog.configure(**before)
    root.handlers[:], root.level = handlers, level


@pytest.mark.parametrize(
    ("method", "path", "status", "route"),
    [
        ("GET", f"/v1/notes/{SECRET}", 200, "/notes/{note_id}"),
        ("GET", f"/v1/notes/{SECRET}?q={SECRET}", 200, "/notes/{note_id}"),
        ("GET", f"/v1/faults/{SECRET}", 500, "/faults/{secret}"),
        ("DELETE", f"/v1/faults/{SECRET}", 405, "/faults/{secret}"),
        ("GET", f"/v1/nowhere/{SECRET}", 404, "-"),
        ("GET", f"/{SECRET}", 404, "-"),
        ("POST", f"/v1/counts/{SECRET}", 400, "/counts/{count}"),
        ("HEAD", f"/v1/notes/{SECRET}", 200, "/notes/{note_id}"),
    ],
)
async def test_a_line_has_the_pattern_of_the_route_and_never_the_path(
    small: SmallApp, lines: Lines, method: str, path: str, status: int, route: str
) -> None:
    async with small.client(x_request_id="request-1") as client:
        assert (await client.request(method, path)).status_code == status
    written = lines()
    [line] = [line for line in written if line["event"] == "request"]
    assert (line["method"], line["status"], line["request_id"]) == (method, status, "request-1")
    assert line["route"].removeprefix("/v1") == route
    assert SECRET not in json.dumps(written)


async def test_a_fault_is_logged_with_where_it_was_and_without_its_text(small: SmallApp, lines: Lines) -> None:
    async with small.client(x_request_id="request-1") as client:
        response = await client.get(f"/v1/faults/{SECRET}")
    [line] = [line for line in lines() if line["event"] == "fault"]
    assert (line["error"], line["request_id"]) == ("RuntimeError", "request-1")
    assert any("small_app.py" in frame and "fault" in frame for frame in line["trace"][0])
    assert (response.json()["slug"], response.json()["facts"], response.json()["errors"]) == ("refusal", {}, [])
    assert "secret" not in response.text


async def test_what_somebody_sent_is_in_no_line(small: SmallApp, lines: Lines) -> None:
    sent = [{"title": SECRET, "count": SECRET}, {SECRET: 1}, {"title": "explode", "words": [SECRET]}, SECRET]
    async with small.client(a_person(), idempotency_key=f"{SECRET}-key") as client:
        for body in sent:
            await client.post("/v1/notes", json=body)
        await client.post("/v1/notes", content=SECRET, headers={"Content-Type": "application/json"})
    async with small.client(authorization=f"Bearer {SECRET}", cookie=f"a={SECRET}", referer=SECRET) as client:
        await client.get("/v1/private")
    written = lines()
    assert len(written) >= 6
    assert SECRET not in json.dumps(written)
    assert "jansen" not in json.dumps(written)


async def test_a_server_writes_no_path_either(tmp_path: Path) -> None:
    """As `make run` starts it: uvicorn's own logs included."""
    (tmp_path / "served.py").write_text(SERVED)
    async with a_database(NAME) as urls:
        told = shared_settings(NAME, tmp_path)
        environment = os.environ | {
            "VOORVELD_DATA": str(tmp_path),
            "VOORVELD_TRUSTED_KEYS": str(told["trusted_keys"]),
            "DATABASE_URL": urls.app,
            "SIGNING_KEY": str(told["signing_key"]),
            "PYTHONPATH": f"{tmp_path}{os.pathsep}{Path.cwd()}",
        }
        socket = tmp_path / "small.sock"
        command = [sys.executable, "-m", "voorveld.serve", "served:create_app", "--uds", str(socket), *UVICORN]
        process = await asyncio.create_subprocess_exec(
            *command, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
        )
        try:
            for _ in range(1200):  # A busy machine starts a server slowly.
                if socket.exists():
                    break
                await asyncio.sleep(0.05)
            answers = [
                await over(socket, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{more}\r\n")
                for path, more in (
                    (f"/v1/faults/{SECRET}", ""),
                    (f"/v1/nowhere/{SECRET}", ""),
                    (f"/v1/notes/{SECRET}%00", ""),
                    ("/v1/half", ""),
                    (f"/v1/private?{SECRET}", f"Content-Length: {SECRET}\r\n"),
                    (f"/v1/notes/{SECRET} {SECRET}", ""),
                )
            ]
        finally:
            process.terminate()
            written, _ = await process.communicate()
    assert [answer.split(b" ")[1] for answer in answers] == [b"500", b"404", b"400", b"200", b"400", b"400"]
    assert b'"route": "/faults/{secret}"' in written or b'"route": "/v1/faults/{secret}"' in written
    assert SECRET.encode() not in written


async def over(socket: Path, request: str) -> bytes:
    reader, writer = await asyncio.open_unix_connection(socket)
    writer.write(request.encode())
    answer = await reader.read()
    writer.close()
    return answer
