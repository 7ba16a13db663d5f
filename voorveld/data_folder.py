"""The folder of one installation: whose it is, and who is using it now."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from voorveld.refusal import Busy, Refusal
from voorveld.settings import RunSettings


@contextmanager
def held_data_folder(settings: RunSettings) -> Iterator[Path]:
    """Hold VOORVELD_DATA for this process alone; the kernel lets go when we end, however we end."""
    folder = settings.data
    # Others may pass through, so that PostgreSQL can run as another user; they can read nothing they find there.
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    with (folder / "lock").open("a+") as lock:
        _take(lock.fileno(), folder)
        _check_municipality(folder, settings.municipality)
        yield folder
        os.ftruncate(lock.fileno(), 0)


def write_private(path: Path, text: str) -> None:
    """Write a file that only we can read, whole or not at all."""
    draft = path.with_name(f"{path.name}.draft")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    draft.replace(path)


def _take(lock: int, folder: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(lock, 20, 0).decode().strip() or "unknown"
        raise Busy(f"Voorveld is already running on {folder} (process {holder}). Stop that one first.") from None
    os.ftruncate(lock, 0)
    os.pwrite(lock, str(os.getpid()).encode(), 0)


def _check_municipality(folder: Path, municipality: str) -> None:
    mark = folder / "municipality"
    if not mark.exists():
        write_private(mark, municipality)
    elif (owner := mark.read_text().strip()) != municipality:
        raise Refusal(
            f"{folder} holds the data of {owner}, not of {municipality}. "
            f"Set VOORVELD_MUNICIPALITY={owner}, or VOORVELD_DATA to another folder."
        )
