"""The guide for partners' developers: its Python example does what it says, over a real connection."""

import asyncio
import json
import os
import re
import shutil
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import uvicorn

from services.monitoring.domain import row_rules
from tests.monitoring.world import Software, World, a_submission

SENT = re.compile(r"/submissions|/due|/events|/v1/partners\"")
GUIDE = (Path(__file__).parents[2] / "docs" / "partners.md").read_text()
PYTHON = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
CURL = [example for example in re.findall(r"```bash\n(.*?)```", GUIDE, re.DOTALL) if SENT.search(example)]
REFUSED = [json.loads(example) for example in re.findall(r"```json\n(.*?)```", GUIDE, re.DOTALL)]
PRINTED = re.findall(r"```text\n(.*?)```", GUIDE, re.DOTALL)


@asynccontextmanager
async def served(world: World, software: Software) -> AsyncIterator[dict[str, str]]:
    """Monitoring at a real address, as what the examples find in their environment."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()  # Whoever comes before the server accepts waits, and is not refused.
        server = uvicorn.Server(uvicorn.Config(world.app, lifespan="off", log_config=None))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        told = {"VOORVELD_URL": url, "VOORVELD_KEY": software.key, "VOORVELD_PARTNER": str(software.partner_id)}
        yield os.environ | told
        server.should_exit = True
        await serving


async def printed_by(environment: dict[str, str], *command: str, folder: Path | None = None) -> str:
    process = await asyncio.create_subprocess_exec(
        *command, env=environment, cwd=folder, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    printed, _ = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 0, printed
    return printed.decode()


async def test_the_python_example_runs_and_prints_what_the_guide_says(world: World) -> None:
    async with served(world, await world.software()) as environment:
        printed = await printed_by(environment, sys.executable, "-c", PYTHON[0])
    assert printed == PRINTED[0].replace("…", "binnenstad, oosterparkwijk, korrewegwijk.")


@pytest.mark.skipif(not shutil.which("curl"), reason="no curl on this machine")
async def test_every_curl_example_of_deliveries_does_what_the_guide_says(world: World, tmp_path: Path) -> None:
    (tmp_path / "values.csv").write_text("kpi;areaId;value\nactivities;;5\n")
    software = await world.software()
    async with served(world, software) as environment:
        answers = [
            json.loads(await printed_by(environment, "bash", "-c", example, folder=tmp_path)) for example in CURL
        ]
    partners, first, tried, streamed, due, events = answers
    assert str(software.partner_id) in {partner["id"] for partner in partners}
    assert (first["new"], first["refused"]) == (2, 0)
    assert (tried["dryRun"], tried["submissionId"], tried["changed"], tried["withdrawn"]) == (True, None, 1, 1)
    assert (streamed["changed"], streamed["whole"]) == (1, False)
    assert {value["dueOn"] for value in due["values"]} == {"2020-04-21"}
    assert [event["kind"] for event in events["events"]] == ["received", "received"]


async def test_a_refusal_is_as_the_guide_shows_it(world: World) -> None:
    software = await world.software()
    world.clock.moment = datetime(2020, 10, 1, 9, tzinfo=UTC)
    refused = (await software.post(a_submission(), **{"Accept-Language": "en"})).json()
    [told] = REFUSED
    assert {name: refused[name] for name in told} == told
    assert re.findall(r"Its `detail`: \*(.*) …\*", GUIDE)[0] in refused["detail"]


def test_the_guide_names_every_rule_a_row_can_break() -> None:
    source = Path(row_rules.__file__).read_text()
    rules = {*re.findall(r'Fault\("([a-z-]+)"', source), *(f"{unit}-out-of-range" for unit in row_rules.RANGES)}
    assert len(rules) == 13
    assert {rule for rule in rules if f"`{rule}`" not in GUIDE} == set()
