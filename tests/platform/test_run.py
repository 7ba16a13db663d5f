"""`voorveld run` as a person meets it: real processes, a real PostgreSQL, and everything that can be killed."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from voorveld.processes import die_with_parent

PROGRAM = Path(__file__).parent / "tiny_installation.py"
PATIENCE = 40.0


class Run:
    """One `voorveld run`, and what it says."""

    def __init__(self, data: Path, port: int, **environment: str) -> None:
        self.data = data
        self.said = data.with_name(f"{data.name}.log")
        variables = {"VOORVELD_DATA": str(data), "VOORVELD_PORT": str(port), **environment}
        with self.said.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, PROGRAM],
                env={**os.environ, **variables},
                stdout=out,
                stderr=out,
                start_new_session=True,
                preexec_fn=die_with_parent(os.getpid(), signal.SIGTERM),
            )

    def until_ready(self) -> "Run":
        until(lambda: "is ready after" in self.said.read_text() or self.process.poll() is not None)
        assert self.process.poll() is None, self.said.read_text()
        return self

    @property
    def postgres(self) -> int:
        """The id of the database server that is ready now, or 0."""
        place = self.data / "database.path"
        note = (Path(place.read_text()) if place.exists() else self.data / "database") / "files" / "postmaster.pid"
        lines = note.read_text().splitlines() if note.exists() else [""]
        return int(lines[0]) if lines[-1].strip() == "ready" else 0

    def family(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=PATIENCE)


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "it did not come to hold in time"
        time.sleep(0.05)


def four_free_ports() -> int:
    """The first of four; each worker of pytest-xdist looks in a stretch of its own, or two would find the same."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 4
    for step in range(0, 3000, 4):
        port = 20_000 + worker * 3000 + (os.getpid() * 4 + step) % 3000
        try:
            for number in range(port, port + 4):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", number))
        except OSError:
            continue
        return port
    raise AssertionError("no four free ports in a row")


def answer(port: int) -> int | None:
    """The id of the process that answers on this port, when one does."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/health/ready")
        return int(connection.getresponse().read())
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


@pytest.fixture
def data() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="voorveld-test-", dir="/tmp"))
    folder.chmod(0o711)
    yield folder / "data"
    shutil.rmtree(folder)


@pytest.fixture
def start(data: Path) -> Iterator[Callable[..., Run]]:
    started: list[Run] = []

    def begin(**environment: str) -> Run:
        started.append(Run(data, environment.pop("port", None) or four_free_ports(), **environment))
        return started[-1]

    yield begin
    for run in started:
        if run.process.poll() is None:
            run.stop()


def test_ctrl_c_leaves_no_process_no_lock_and_nothing_in_the_temp_folder(data: Path, start: Callable[..., Run]) -> None:
    run = start().until_ready()
    socket_folder, family = Path((data / "socket").read_text()), run.family()
    assert run.stop() == 0
    assert [p for p in family if p.is_running() and p.status() != psutil.STATUS_ZOMBIE] == []
    assert not socket_folder.exists()
    start().until_ready()


def test_a_second_run_on_the_same_folder_is_refused_and_names_the_first(start: Callable[..., Run]) -> None:
    first, second = start().until_ready(), start()
    assert second.process.wait(timeout=PATIENCE) == 3
    assert f"process {first.process.pid}" in second.said.read_text()


def test_a_folder_of_another_municipality_is_refused(data: Path, start: Callable[..., Run]) -> None:
    data.mkdir()
    (data / "municipality").write_text("GM0363")
    run = start(VOORVELD_MUNICIPALITY="GM0014")
    assert run.process.wait(timeout=PATIENCE) == 1
    assert "GM0363" in run.said.read_text()


def test_a_taken_port_is_named(data: Path) -> None:
    port = four_free_ports()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port + 2))
        taken.listen()
        run = Run(data, port)
        assert run.process.wait(timeout=PATIENCE) == 3
    assert f"Port {port + 2}, for budget" in run.said.read_text()


def test_a_setting_that_cannot_be_right_is_named(start: Callable[..., Run]) -> None:
    run = start(VOORVELD_MUNICIPALITY="Groningen")
    assert run.process.wait(timeout=PATIENCE) == 2
    assert "VOORVELD_MUNICIPALITY=Groningen" in run.said.read_text()


def test_a_killed_service_and_a_killed_database_come_back(data: Path) -> None:
    port = four_free_ports()
    run = Run(data, port).until_ready()
    try:
        before = answer(port + 2)
        assert before is not None
        os.kill(before, signal.SIGKILL)
        until(lambda: answer(port + 2) not in (None, before))
        server = run.postgres
        os.kill(server, signal.SIGKILL)
        until(lambda: run.postgres not in (0, server))
    finally:
        assert run.stop(signal.SIGTERM) == 0


def test_after_kill_9_of_the_supervisor_nothing_stands_in_the_way_of_the_next_run(start: Callable[..., Run]) -> None:
    run = start().until_ready()
    family = run.family()
    run.stop(signal.SIGKILL)
    start().until_ready()
    until(lambda: not [p for p in family if p.is_running() and p.status() != psutil.STATUS_ZOMBIE])


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives the server to another user")
def test_root_runs_the_server_as_another_user_and_opens_no_folder_for_it(data: Path, start: Callable[..., Run]) -> None:
    data.parent.chmod(0o700)
    run = start().until_ready()
    assert psutil.Process(run.postgres).uids().effective != 0
    assert data.parent.stat().st_mode & 0o777 == 0o700
    run.stop()
    shutil.rmtree(Path((data / "database.path").read_text()).parent)
