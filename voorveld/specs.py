"""How each process of an installation is started, and how it shows that it is ready."""

import asyncio
import signal
import sys
from collections.abc import Mapping, Sequence

from voorveld.postgres import EmbeddedPostgres
from voorveld.processes import Child, ProcessSpec, Say
from voorveld.refusal import Refusal
from voorveld.settings import CHECKOUT

UVICORN = (
    *("--factory", "--host", "127.0.0.1", "--no-access-log", "--log-level", "warning", "--loop", "uvloop"),
    # Longer than any client of ours keeps an idle connection, so that never a request meets a closing door.
    *("--timeout-keep-alive", "75", "--timeout-graceful-shutdown", "5", "--app-dir", str(CHECKOUT)),
)


def postgres_process(server: EmbeddedPostgres) -> ProcessSpec:
    """Return the database server; before each start, what is left of an earlier one goes."""

    async def end_leftover() -> None:
        await asyncio.to_thread(server.end_leftover)

    return ProcessSpec(
        name="postgres",
        command=server.command,
        is_ready=server.is_ready,
        environment={"LC_ALL": "C", "TZ": "UTC"},
        account=server.account,
        stop_signal=signal.SIGINT,  # Its fast shutdown: no waiting for connections to close.
        before_start=end_leftover,
    )


def web_process(name: str, factory: str, port: int, environment: Mapping[str, str]) -> ProcessSpec:
    """Return one of our web applications."""

    async def is_ready() -> bool:
        return await answers(port)

    command = [sys.executable, "-m", "voorveld.serve", factory, "--port", str(port), *UVICORN]
    return ProcessSpec(name=name, command=command, is_ready=is_ready, environment=environment)


async def answers(port: int, path: str = "/health/ready") -> bool:
    """Tell whether the process on this port says 200: too little to need an HTTP library for."""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n".encode())
        status = await asyncio.wait_for(reader.readline(), timeout=5)
    except (OSError, TimeoutError):
        return False
    finally:
        writer.close()
    return b" 200 " in status


async def voorveld_command(arguments: Sequence[str], environment: Mapping[str, str], say: Say) -> None:
    """Run one of our own commands to its end, its words in our log."""

    async def is_ready() -> bool:
        return True

    command = [sys.executable, "-m", "voorveld.cli", *arguments]
    spec = ProcessSpec(
        "voorveld", command, is_ready, {**environment, "PYTHONPATH": str(CHECKOUT), "PYTHONUNBUFFERED": "1"}
    )
    child = await Child.start(spec, say)
    try:
        code = await child.ended()
    finally:
        await child.stop(patience=5)
    if code:
        raise Refusal(f"`voorveld {' '.join(arguments)}` failed with exit code {code}; its own words are above.")
