"""Which files of a folder nobody wrote lately. What was left half-written is deleted on the way."""

import time
from pathlib import Path


def old_files(folder: Path, seconds: float) -> list[str]:
    """Ids of files, by real time as the disk keeps it. A `.new` that old is of a write that was cut off."""
    before, found = time.time() - seconds, []
    for path in folder.glob("??/*"):
        try:
            is_old = path.stat().st_mtime < before
        except FileNotFoundError:
            continue
        if is_old and path.suffix == ".new":
            path.unlink(missing_ok=True)
        elif is_old:
            found.append(path.stem)
    return sorted(found)
