"""Data folders of installations that need not be made again: once a run, then a copy for whoever asks.

with a_copy_of("started", start) as folder:   # `start(folder)` fills it, only for who asks first
    ...                                       # all workers share the first; each copy is for one alone
"""

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.installation import a_scratch_folder
from tests.support.places import quick_place

SHELF = "VOORVELD_TEST_FOLDERS"
"""Set by whoever starts the run, so that the workers of pytest-xdist, its children, share what is made."""


@contextmanager
def a_copy_of(name: str, make: Callable[[Path], None]) -> Iterator[Path]:
    """A folder for the length of the block. Who asks while it is being made waits; after a failure the next tries."""
    shelf = Path(os.environ[SHELF])
    with (shelf / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shelf / name).exists():
            with a_scratch_folder(shelf) as draft:
                make(draft)
                draft.rename(shelf / name)
    with a_scratch_folder(quick_place()) as folder:
        _copy(shelf / name / "data", folder / "data")
        yield folder


def _copy(source: Path, target: Path) -> None:
    # With owners: the files of PostgreSQL are of an account of its own.
    subprocess.run(["cp", "-a", source, target], check=True)


def pytest_configure(config: pytest.Config) -> None:
    """One shelf for the run, made by the first process."""
    if not hasattr(config, "workerinput"):
        os.environ[SHELF] = tempfile.mkdtemp(prefix="voorveld-shelf-", dir=quick_place())
        Path(os.environ[SHELF]).chmod(0o711)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing in memory."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop(SHELF, ""), ignore_errors=True)
