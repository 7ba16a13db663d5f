"""Where tests keep what may be lost with the machine."""

import shutil
from pathlib import Path

IN_MEMORY = Path("/dev/shm")
ROOM = 4 * 1024**3
"""Bytes. A run of all tests takes less than half of it."""


def quick_place() -> Path:
    """Memory where there is enough of it, for a new database is six hundred files; else the disk."""
    roomy = IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > ROOM
    return IN_MEMORY if roomy else Path("/tmp")
