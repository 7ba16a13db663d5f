"""The guide for the municipality's own software: its examples do what it says, over a real connection."""

import asyncio
import json
import os
import re
import shutil
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import uvicorn

from services.budget.contract.splits import SplitState
from tests.budget.software import PREPARES, a_software_key
from tests.budget.world import OFFICER, YEAR, World

GUIDE = (Path(__file__).parents[2] / "docs" / "plan-by-api.md").read_text()
CURL = re.findall(r"```bash\n(.*?)```", GUIDE, re.DOTALL)
PYTHON = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
PRINTED = re.findall(r"```text\n(.*?)```", GUIDE, re.DOTALL)


@asynccontextmanager
async def listening(world: World) -> AsyncIterator[dict[str, str]]:
    """The app on a port, and an environment that knows its address and a key."""
    made = await a_software_key(world)
    with socket.socket() as port:
        port.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(world.app, lifespan="off", log_config=None))
        serving = asyncio.create_task(server.serve(sockets=[port]))
        address = f"http://127.0.0.1:{port.getsockname()[1]}"
        yield os.environ | {"VOORVELD_URL": address, "VOORVELD_KEY": made.key or "", "NO_PROXY": "127.0.0.1"}
        server.should_exit = True
        await serving


async def said(environment: dict[str, str], *command: str) -> str:
    process = await asyncio.create_subprocess_exec(*command, env=environment, stdout=asyncio.subprocess.PIPE)
    printed, _ = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 0
    return printed.decode()


async def test_the_python_example_walks_from_a_source_to_a_proposed_split_and_no_further(world: World) -> None:
    async with listening(world) as environment:
        assert await said(environment, sys.executable, "-c", PYTHON[0]) == PRINTED[0]
    (split,) = await world.as_(OFFICER).splits(YEAR)
    assert (split.state, split.steps[-1].by) == (SplitState.PROPOSED, OFFICER.name)


@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("bash")), reason="no curl or bash on this machine")
async def test_the_curl_examples_add_a_source_once_and_list_it(world: World) -> None:
    async with listening(world) as environment:
        added, listed, again = [json.loads(await said(environment, "bash", "-c", CURL[at])) for at in (0, 1, 0)]
    assert listed == [added]
    assert again == added
    assert (added["state"], added["amountCents"]) == ("planned", 143_400_000)


def test_the_guide_names_what_software_may() -> None:
    table = GUIDE.partition("## What software may")[2]
    for route in PREPARES:
        last = route.rpartition("/")[2]
        assert f"{last}`" in table, route
