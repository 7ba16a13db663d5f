"""`voorveld run`: everything that makes one installation, from its database to its address."""

import asyncio
import os
import signal
import socket
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from services.kit.clock import AMSTERDAM, Clock
from voorveld.data_folder import held_data_folder
from voorveld.environment import environments, migration_environment
from voorveld.first_data import load_first_data
from voorveld.migrate import behind
from voorveld.postgres import EmbeddedPostgres
from voorveld.process_logs import ProcessLogs
from voorveld.processes import ProcessSpec
from voorveld.refusal import Busy, Refusal
from voorveld.roles import DatabaseUrls, make_roles_and_databases, urls_from
from voorveld.settings import SERVICES, RunSettings
from voorveld.specs import postgres_process, voorveld_command, web_process
from voorveld.supervisor import Supervisor

KINDS_OF_PEOPLE = ("beleidsmedewerker", "budgethouder", "wijkteam", "bewoner", "partner")


def run(settings: RunSettings, *, logs_as_json: bool = False) -> None:
    """Run until somebody asks us to stop."""
    with held_data_folder(settings) as data:
        os.umask(0o077)
        _check_ports(settings)
        _set_clock(settings, data)
        asyncio.run(run_until_told(Installation(settings, data, ProcessLogs(as_json=logs_as_json))))


class Installation:
    """The processes of one installation and the order in which they come up."""

    def __init__(self, settings: RunSettings, data: Path, logs: ProcessLogs) -> None:
        self.settings = settings
        self.data = data
        self.logs = logs
        self.server: EmbeddedPostgres | None = None

    async def bring_up(self, supervisor: Supervisor) -> None:
        """Start everything, and say so when all of it answers."""
        started = time.monotonic()
        databases = urls_from(os.environ) or await self._start_postgres(supervisor)
        await self._migrate(databases)
        environment = environments(self.settings, self.data, databases)
        home = self.server.database if self.server else self.data
        await load_first_data(self.settings, home, environment["profiles"], self.logs.say)
        services = [self._web(f"services.{name}.main", name, environment[name]) for name in SERVICES]
        frontend = self._web("frontend.main", "frontend", environment["frontend"])
        await supervisor.start(*services)
        await supervisor.start(frontend)
        await supervisor.until_ready(*services, frontend)
        self._announce(time.monotonic() - started)

    def close(self) -> None:
        """Tidy up after the last process is gone."""
        if self.server:
            self.server.remove_socket_folder()

    async def _start_postgres(self, supervisor: Supervisor) -> dict[str, DatabaseUrls]:
        self.server = await asyncio.to_thread(EmbeddedPostgres, self.data)
        await asyncio.to_thread(self.server.prepare)
        spec = postgres_process(self.server)
        await supervisor.start(spec)
        await supervisor.until_ready(spec)
        return await make_roles_and_databases(self.server)

    async def _migrate(self, databases: dict[str, DatabaseUrls]) -> None:
        if services := await behind(databases):
            self.logs.say("voorveld", f"migrating {', '.join(services)}")
            await voorveld_command(["migrate"], migration_environment(databases), self.logs.say)

    def _web(self, module: str, name: str, environment: dict[str, str]) -> ProcessSpec:
        return web_process(name, f"{module}:create_app", self.settings.port_of(name), environment)

    def _announce(self, seconds: float) -> None:
        address = self.settings.public_url.rstrip("/")
        lines = [f"Voorveld is ready after {seconds:.1f} s: {address}"]
        if self.settings.mode == "development":
            lines += [f"  sign in as {kind:<18} {address}/dev/inloggen/{kind}" for kind in KINDS_OF_PEOPLE]
            lines += [f"  {'mail and the clock':<29} {address}/dev"]
        for line in [*lines, "Ctrl-C stops everything."]:
            self.logs.say("voorveld", line)


async def run_until_told(installation: Installation) -> None:
    """Bring the installation up and keep it up, until a signal or a process that cannot be started."""
    supervisor = Supervisor(installation.logs.say)
    told = _told_to_stop(supervisor)
    coming_up = asyncio.create_task(installation.bring_up(supervisor))
    stopping = asyncio.create_task(told.wait())
    try:
        await asyncio.wait({coming_up, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if coming_up.done():
            coming_up.result()
            either: set[asyncio.Future[Any]] = {supervisor.failure, stopping}
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            supervisor.check()
    finally:
        coming_up.cancel()
        stopping.cancel()
        await asyncio.gather(coming_up, stopping, return_exceptions=True)
        installation.logs.say("voorveld", "stopping")
        await supervisor.stop()
        installation.close()


def _told_to_stop(supervisor: Supervisor) -> asyncio.Event:
    """Return what is set by the first signal; a second one, a while later, is from someone who will not wait."""
    told = asyncio.Event()
    first: list[float] = []

    def hear() -> None:
        # `make` and the terminal may both pass on one Ctrl-C.
        if first and time.monotonic() - first[0] > 1:
            supervisor.kill()
        first.append(time.monotonic())
        told.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, hear)
    return told


def _check_ports(settings: RunSettings) -> None:
    for name in ("frontend", *SERVICES):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", settings.port_of(name)))
            except OSError:
                raise Busy(
                    f"Port {settings.port_of(name)}, for {name}, is in use by another program. "
                    f"Choose four free ports in a row: VOORVELD_PORT={settings.port + 100} make run"
                ) from None


def _set_clock(settings: RunSettings, data: Path) -> None:
    wanted = os.environ.get("VOORVELD_NOW")
    if not wanted:
        return
    if settings.mode == "production":
        raise Refusal("VOORVELD_NOW moves the clock, which production does not allow.")
    try:
        moment = datetime.fromisoformat(wanted)
    except ValueError:
        raise Refusal(f"VOORVELD_NOW={wanted} is not a date and time such as 2020-03-20T09:00.") from None
    Clock(data / "clock.json").set(moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM))
