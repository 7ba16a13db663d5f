"""The guide of webhooks: its Python and its shell check a signature as it is made, over a real connection."""

import asyncio
import json
import re
import shutil
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from tests.monitoring.test_guide import printed_by, served
from tests.monitoring.test_webhooks import a_webhook, do_work, member
from tests.monitoring.world import World, a_row, a_submission
from tests.support.receiver import a_receiver

GUIDE = (Path(__file__).parents[2] / "docs" / "webhooks.md").read_text()
PYTHON = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
EXAMPLES = re.findall(r"```bash\n(.*?)```", GUIDE, re.DOTALL)
BY_KEY = [example for example in EXAMPLES if "VOORVELD_KEY" in example]
BASH = [example for example in EXAMPLES if "VOORVELD_KEY" not in example]


async def test_the_python_of_the_guide_takes_what_is_ours_and_refuses_the_rest(world: World, tmp_path: Path) -> None:
    port = _free_port()
    software, secret = await a_webhook(world, f"http://127.0.0.1:{port}/")
    async with _the_receiver_of_the_guide(port, secret) as lines:
        await software.receipt(a_submission(a_row(7)))
        await do_work(world)
        assert await asyncio.wait_for(lines.readline(), 10) == b"figures.received 2020-Q1\n"
        if shutil.which("curl"):
            told = {"RECEIVER": f"http://127.0.0.1:{port}/", "PATH": "/usr/bin:/bin"}
            assert await printed_by(told, "bash", "-c", BASH[1]) == "401"


@pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl on this machine")
async def test_the_shell_of_the_guide_makes_the_same_signature(world: World, tmp_path: Path) -> None:
    async with a_receiver() as receiver:
        software, secret = await a_webhook(world, receiver.url)
        await member(world, software.partner_id).test_webhook(software.partner_id, key=str(uuid4()))
        await do_work(world)
    (tmp_path / "body.json").write_bytes(receiver.bodies[0])
    headers = receiver.headers[0]
    told = {
        "WEBHOOK_SECRET": secret, "WEBHOOK_ID": headers["webhook-id"],
        "WEBHOOK_TIMESTAMP": headers["webhook-timestamp"], "PATH": "/usr/bin:/bin",
    }  # fmt: skip
    printed = await printed_by(told, "bash", "-c", BASH[0], folder=tmp_path)
    assert headers["webhook-signature"] == f"v1,{printed.strip()}"


@pytest.mark.skipif(not shutil.which("curl"), reason="no curl on this machine")
async def test_software_sets_it_up_tries_it_and_stops_it_with_its_key_as_the_guide_says(world: World) -> None:
    port, software = _free_port(), await world.software()
    async with served(world, software) as environment:
        told = {**environment, "RECEIVER": f"http://127.0.0.1:{port}/"}
        made, again = [json.loads(await printed_by(told, "bash", "-c", BY_KEY[0])) for _ in range(2)]
        assert (made["secret"][:6], again["secret"], again["url"]) == ("whsec_", None, f"http://127.0.0.1:{port}/")
        async with _the_receiver_of_the_guide(port, made["secret"]) as lines:
            tried = json.loads(await printed_by(told, "bash", "-c", BY_KEY[1]))
            await do_work(world)
            assert await asyncio.wait_for(lines.readline(), 10) == b"test None\n"
            rotated = json.loads(await printed_by(told, "bash", "-c", BY_KEY[2]))
            await printed_by(told, "bash", "-c", BY_KEY[1])
            await do_work(world)  # The receiver still has the old secret: for a day both count.
            assert await asyncio.wait_for(lines.readline(), 10) == b"test None\n"
        seen = json.loads(await printed_by(told, "bash", "-c", BY_KEY[3]))
        assert await printed_by(told, "bash", "-c", BY_KEY[4]) == ""
        gone = json.loads(await printed_by(told, "bash", "-c", BY_KEY[3]))
    assert rotated["secret"] not in (None, made["secret"])
    assert (seen["secret"], gone["url"], gone["deliveries"]) == (None, None, [])
    assert tried["id"] in {each["id"] for each in seen["deliveries"]}
    assert [(each["state"], each["status"]) for each in seen["deliveries"]] == [("delivered", 204)] * 2


@asynccontextmanager
async def _the_receiver_of_the_guide(port: int, secret: str) -> AsyncIterator[asyncio.StreamReader]:
    """What it prints: one line for each message it finds to be genuine."""
    told = {"WEBHOOK_SECRET": secret, "PORT": str(port), "PATH": "/usr/bin:/bin"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PYTHON[0], env=told, stdout=asyncio.subprocess.PIPE
    )
    try:
        await _listening(port)
        assert process.stdout
        yield process.stdout
    finally:
        process.kill()
        await process.wait()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        found: int = one.getsockname()[1]
        return found


async def _listening(port: int) -> None:
    for _again in range(100):
        try:
            _reader, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.05)
        else:
            writer.close()
            return
