"""The guide for partners' developers: its Python example does what it says, over a real connection."""

import asyncio
import os
import re
import socket
import sys
from pathlib import Path

import uvicorn

from services.monitoring.domain import row_rules
from tests.monitoring.world import World

GUIDE = (Path(__file__).parents[2] / "docs" / "partners.md").read_text()
PYTHON = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
PRINTED = re.findall(r"```text\n(.*?)```", GUIDE, re.DOTALL)


async def test_the_python_example_runs_and_prints_what_the_guide_says(world: World) -> None:
    software = await world.software()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(world.app, lifespan="off", log_config=None))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        port = listening.getsockname()[1]
        environment = os.environ | {"VOORVELD_URL": f"http://127.0.0.1:{port}", "VOORVELD_KEY": software.key}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", PYTHON[0], env=environment, stdout=asyncio.subprocess.PIPE
        )
        printed, _ = await asyncio.wait_for(process.communicate(), 30)
        server.should_exit = True
        await serving
    assert process.returncode == 0
    expected = PRINTED[0].replace("…", "binnenstad, oosterparkwijk, korrewegwijk.")
    assert printed.decode() == expected


def test_the_guide_names_every_rule_a_row_can_break() -> None:
    source = Path(row_rules.__file__).read_text()
    rules = {*re.findall(r'Fault\("([a-z-]+)"', source), *(f"{unit}-out-of-range" for unit in row_rules.RANGES)}
    assert len(rules) == 12
    assert {rule for rule in rules if f"`{rule}`" not in GUIDE} == set()
