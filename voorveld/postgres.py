"""The embedded PostgreSQL of one installation: its files, its command, and a server left behind by an earlier run."""

import json
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import asyncpg
import psutil

from voorveld.data_folder import write_private
from voorveld.refusal import Refusal
from voorveld.server_account import ServerAccount, binaries, reachable_folder, server_account

SUPERUSER = "voorveld"
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "",
    "log_checkpoints": "off",
    # What a constraint refused, and the statement, hold what people typed: that stays out of the log.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}
TEMPORARY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For a database that may be lost with the machine: that of a test run."""


@dataclass
class EmbeddedPostgres:
    """One server: the folder it lives in, and the short private folder of its socket (a path has 107 bytes)."""

    home: Path
    extra_settings: dict[str, str] = field(default_factory=dict)
    account: ServerAccount = field(default_factory=server_account)
    socket_folder: Path = field(init=False)

    def __post_init__(self) -> None:
        self.binaries = binaries(self.account)
        self.database = self._database_folder()
        self.password = self.password_of(SUPERUSER)
        self._sweep_old_socket_folder()
        self.socket_folder = self.account.give(Path(tempfile.mkdtemp(prefix="voorveld-", dir="/tmp")))
        write_private(self.home / "socket", str(self.socket_folder))

    def prepare(self) -> None:
        """Make the database files when there are none; a half-made folder of an interrupted start goes first."""
        if (self.database / "made").exists():
            return
        shutil.rmtree(self.database, ignore_errors=True)
        self.database.mkdir(mode=0o700)
        self.account.give(self.database)
        _initdb(self.binaries, self.database / "files", self.account, self.password)
        (self.database / "made").touch()

    @property
    def files(self) -> Path:
        return self.database / "files"

    @property
    def command(self) -> list[str]:
        """Return the command line of the server."""
        settings = {**SETTINGS, **self.extra_settings, "unix_socket_directories": str(self.socket_folder)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [str(self.binaries / "postgres"), "-D", str(self.files), *options]

    def url(self, role: str, database: str) -> str:
        """Return the address of a database for a role, whose password we make when we first hear of it."""
        return (
            f"postgresql://{role}:{self.password_of(role)}@/{database}?host={quote(str(self.socket_folder), safe='/')}"
        )

    async def is_ready(self) -> bool:
        """Tell whether the server answers."""
        try:
            connection = await asyncpg.connect(self.url(SUPERUSER, "postgres"), timeout=5)
        except (OSError, TimeoutError, asyncpg.PostgresError):
            return False
        await connection.close()
        return True

    def says_ready(self) -> bool:
        """Tell whether the server has written down that it is ready, for those who cannot connect to ask it."""
        note = self.files / "postmaster.pid"
        return note.exists() and note.read_text().rstrip().endswith("ready")

    def end_leftover(self) -> None:
        """End a server that an earlier run left on these files, and wait until its last process is gone."""
        _signal(self._processes(), signal.SIGINT)  # A fast shutdown; a backend takes it as "cancel what you do".
        deadline = time.monotonic() + 10
        while (leftovers := self._processes()) and time.monotonic() < deadline:
            time.sleep(0.02)
        _signal(leftovers, signal.SIGKILL)

    def remove_socket_folder(self) -> None:
        """Leave nothing in the temp folder."""
        shutil.rmtree(self.socket_folder, ignore_errors=True)

    def _processes(self) -> list[psutil.Process]:
        return [process for process in psutil.process_iter() if self._works_here(process)]

    def _works_here(self, process: psutil.Process) -> bool:
        """The process id in postmaster.pid may be another program's by now; where a process stands does not lie."""
        try:
            return process.name() == "postgres" and process.cwd() == str(self.files.resolve())
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            return False

    def _database_folder(self) -> Path:
        """Return where the files are, as written down before, or else choose: here if the server's user gets here."""
        pointer = self.home / "database.path"
        if pointer.exists() and (written := Path(pointer.read_text().strip())).parent.is_dir():
            return written
        if self.account.can_reach(self.home):
            return self.home / "database"
        folder = Path(tempfile.mkdtemp(prefix="data-", dir=reachable_folder()))
        folder.chmod(0o711)
        write_private(pointer, str(folder / "database"))
        print(f"The user of PostgreSQL cannot reach {self.home}; the database is in {folder}.", flush=True)
        return folder / "database"

    def password_of(self, role: str) -> str:
        path = self.home / "passwords.json"
        passwords: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
        if role not in passwords:
            passwords[role] = secrets.token_urlsafe(24)
            write_private(path, json.dumps(passwords))
        return passwords[role]

    def _sweep_old_socket_folder(self) -> None:
        note = self.home / "socket"
        if (
            note.exists()
            and (old := Path(note.read_text())).name.startswith("voorveld-")
            and old.parent == Path("/tmp")
        ):
            shutil.rmtree(old, ignore_errors=True)


def _signal(processes: list[psutil.Process], number: signal.Signals) -> None:
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.send_signal(number)


def _initdb(programs: Path, files: Path, account: ServerAccount, password: str) -> None:
    password_file = files.parent / "password"
    write_private(password_file, password)
    account.give(password_file)
    command: list[str | Path] = [
        programs / "initdb",
        "-D",
        files,
        "-U",
        SUPERUSER,
        "--encoding=UTF8",
        "--locale=C",
        "--auth=scram-sha-256",
    ]
    command += [
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        f"--pwfile={password_file}",
        "--no-instructions",
    ]
    environment = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, **account.for_subprocess())
    finally:
        password_file.unlink()
    if done.returncode != 0:
        raise Refusal(f"PostgreSQL could not make its files in {files}:\n{done.stderr.strip()}")
