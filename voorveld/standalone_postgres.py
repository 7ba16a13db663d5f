"""A PostgreSQL without a supervisor around it: for one command, or for one run of the tests."""

import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from os import getpid
from pathlib import Path

from voorveld.postgres import TEMPORARY, EmbeddedPostgres
from voorveld.processes import die_with_parent
from voorveld.refusal import Refusal

START_PATIENCE = 30.0


@contextmanager
def running(server: EmbeddedPostgres) -> Iterator[EmbeddedPostgres]:
    """Run the server for the length of the block; it says nothing unless it cannot start."""
    server.end_leftover()
    server.prepare()
    process = subprocess.Popen(
        server.command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=die_with_parent(getpid(), signal.SIGINT),
        **server.account.for_subprocess(),
    )
    try:
        _wait_until_ready(server, process)
        yield server
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()
        server.remove_socket_folder()


@contextmanager
def temporary_server(where: Path = Path("/tmp")) -> Iterator[EmbeddedPostgres]:
    """Run a server whose data goes away with it."""
    home = Path(tempfile.mkdtemp(prefix="voorveld-", dir=where))
    home.chmod(0o711)
    try:
        with running(EmbeddedPostgres(home, TEMPORARY)) as server:
            yield server
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _wait_until_ready(server: EmbeddedPostgres, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_PATIENCE
    while not server.says_ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise Refusal(f"PostgreSQL does not start on {server.files}.")
        time.sleep(0.05)
