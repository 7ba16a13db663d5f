"""A real Voorveld: started with `voorveld run` in a folder of its own, stopped with Ctrl-C's signal."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from voorveld.processes import die_with_parent

READY = "Voorveld is ready"
PATIENCE = 180.0
NOVEMBER = "2019-11-01T09:00"


class DidNotComeUp(RuntimeError):
    """`voorveld run` ended or kept silent; the message holds its last words."""


@dataclass(frozen=True)
class Installation:
    port: int
    seconds: float
    process: psutil.Process

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def monitoring(self) -> str:
        """Where partners' software delivers."""
        return f"http://127.0.0.1:{self.port + 3}"


def free_ports(count: int = 4) -> int:
    """The first of some free ports in a row; runs beside each other look in different places."""
    for step in range(0, 9000, 10):
        port = 10_000 + (os.getpid() * 10 + step) % 9000
        if all(_is_free(port + offset) for offset in range(count)):
            return port
    raise DidNotComeUp(f"no {count} free ports in a row between 10000 and 19000")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


@contextmanager
def a_scratch_folder(where: Path = Path("/tmp")) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="voorveld-", dir=where))
    folder.chmod(0o711)  # PostgreSQL, under an account of its own when we are root, must get in.
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def a_running_voorveld(folder: Path, port: int, now: str = NOVEMBER) -> Iterator[Installation]:
    """A Voorveld with its data in this folder: new, or as an earlier run left it. Without `now` its clock goes on."""
    environment = {
        **os.environ,
        "VOORVELD_DATA": str(folder / "data"),
        "VOORVELD_PORT": str(port),
        "VOORVELD_NOW": now,
    }
    log = folder / "run.log"
    started = time.monotonic()
    with log.open("w") as out:
        command = [sys.executable, "-m", "voorveld.cli", "run"]
        process = subprocess.Popen(
            command,
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
            preexec_fn=die_with_parent(os.getpid(), signal.SIGTERM),
        )
        try:
            while READY not in log.read_text():
                if process.poll() is not None or time.monotonic() - started > PATIENCE:
                    raise DidNotComeUp(f"voorveld run did not come up:\n{log.read_text()[-3000:]}")
                time.sleep(0.02)
            yield Installation(port, time.monotonic() - started, psutil.Process(process.pid))
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)
