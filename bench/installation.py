"""A real Voorveld for measuring: started with `voorveld run` in a folder of its own, stopped and started again."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

READY = re.compile(r"Voorveld is ready")
PATIENCE = 180.0


def four_free_ports() -> int:
    """The first of four free ports in a row."""
    for port in range(8600, 9600, 10):
        if all(_is_free(port + offset) for offset in range(5)):
            return port
    raise SystemExit("bench: no five free ports in a row between 8600 and 9600")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


@contextmanager
def a_data_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="voorveld-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def a_running_voorveld(data: Path, port: int) -> Iterator[tuple[float, psutil.Process]]:
    """Yield the seconds until it answered and the supervisor's process; stop it afterwards with Ctrl-C's signal."""
    environment = {
        **os.environ,
        "VOORVELD_DATA": str(data / "data"),
        "VOORVELD_PORT": str(port),
        "VOORVELD_NOW": "2019-11-01T09:00",
    }
    log = data / "run.log"
    started = time.monotonic()
    with log.open("w") as out:
        command = [sys.executable, "-m", "voorveld.cli", "run"]
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT)
        try:
            while not READY.search(log.read_text()):
                if process.poll() is not None or time.monotonic() - started > PATIENCE:
                    raise SystemExit(f"bench: voorveld run did not come up:\n{log.read_text()[-3000:]}")
                time.sleep(0.02)
            yield time.monotonic() - started, psutil.Process(process.pid)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)
