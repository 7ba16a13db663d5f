"""The one source of "now": real time, or in development a clock that can be set and moved."""

import json
import os
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class Clock:
    """Aware UTC time, shifted by the offset (seconds) in `clock.json` when a file is given.

    All processes of an installation read the same file, so that a moved clock is moved everywhere. Without a file
    (production) the clock is real time and cannot be moved.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._seen: tuple[int, int] | None = None
        self._offset = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._current_offset()

    def today(self) -> date:
        """The date in Europe/Amsterdam: years, quarters and legal terms are dates there."""
        return self.now().astimezone(AMSTERDAM).date()

    def is_moved(self) -> bool:
        return self._current_offset() != timedelta()

    def set(self, moment: datetime) -> None:
        """Let it be `moment` (aware) from here on, in every process that reads the same file."""
        self._write(moment - datetime.now(UTC))

    def reset(self) -> None:
        self._write(timedelta())

    def _write(self, offset: timedelta) -> None:
        if self._file is None:
            raise RuntimeError("this clock cannot be moved: it has no file (production)")
        self._file.parent.mkdir(parents=True, exist_ok=True)
        # A name of its own: two processes may set the clock at once.
        fresh = self._file.with_name(f"{self._file.name}.{uuid4().hex}.new")
        fresh.write_text(json.dumps({"offsetSeconds": offset.total_seconds()}))
        # The file system's own times are some milliseconds coarse; a second setting within one would go unseen.
        os.utime(fresh, ns=(time.time_ns(), time.time_ns()))
        fresh.replace(self._file)

    def _current_offset(self) -> timedelta:
        if self._file is None:
            return timedelta()
        try:
            found = self._file.stat()
        except FileNotFoundError:
            return timedelta()
        if (found.st_mtime_ns, found.st_ino) != self._seen:
            self._offset = timedelta(seconds=float(json.loads(self._file.read_text())["offsetSeconds"]))
            self._seen = (found.st_mtime_ns, found.st_ino)
        return self._offset
