"""What the processes say, as one stream: readable lines for people, or JSON lines for programs."""

import json
import os
import re
import sys
from datetime import UTC, datetime
from typing import Any, TextIO

COLOURS = {"voorveld": "1", "postgres": "34", "profiles": "32", "budget": "33", "monitoring": "35", "frontend": "36"}
LEVEL_COLOURS = {"warning": "33", "error": "31", "critical": "31"}
POSTGRES_LEVELS = {"LOG": "info", "WARNING": "warning", "ERROR": "error", "FATAL": "error", "PANIC": "critical"}
HIDDEN = {"timestamp", "service", "level", "event", "exception", "request_id"}


class ProcessLogs:
    """Takes each line of each process, and writes it in the form that was asked for."""

    def __init__(self, *, as_json: bool = False, out: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        self._as_json = as_json
        self._coloured = self._out.isatty() and "NO_COLOR" not in os.environ

    def say(self, service: str, line: str) -> None:
        """Write one line of a process."""
        if not line.strip():
            return
        entry = _entry(service, line)
        print(
            json.dumps(entry, ensure_ascii=False) if self._as_json else self._readable(entry),
            file=self._out,
            flush=True,
        )

    def _readable(self, entry: dict[str, Any]) -> str:
        service, level = str(entry["service"]), str(entry["level"])
        facts = " ".join(f"{key}={_value(value)}" for key, value in entry.items() if key not in HIDDEN)
        head = self._colour(f"{service:<10}", COLOURS.get(service, "0"))
        body = f"{_local_time(entry['timestamp'])} {head} {self._colour(f'{level:<7}', LEVEL_COLOURS.get(level, '2'))} "
        trace = "\n".join(f"{'':>9}{head} {line}" for line in str(entry.get("exception", "")).splitlines())
        return f"{body}{_printable(str(entry['event']))} {facts}".rstrip() + (f"\n{trace}" if trace else "")

    def _colour(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._coloured else text


def _entry(service: str, line: str) -> dict[str, Any]:
    """Read a line as the JSON our own processes write, or else as the words of somebody else's program."""
    now = datetime.now(UTC).isoformat()
    if line.startswith("{"):
        try:
            return {"timestamp": now, "level": "info", "event": "", **json.loads(line), "service": service}
        except ValueError:
            pass
    level, event = "info", line
    if service == "postgres" and (match := re.match(r"([A-Z]+):\s+(.*)", line)):
        level, event = POSTGRES_LEVELS.get(match[1], "info"), match[2]
    return {"timestamp": now, "service": service, "level": level, "event": event}


def _local_time(timestamp: object) -> str:
    try:
        return datetime.fromisoformat(str(timestamp)).astimezone().strftime("%H:%M:%S")
    except ValueError:
        return "--:--:--"


def _value(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return json.dumps(text, ensure_ascii=False) if " " in text or not text.isprintable() else text


def _printable(text: str) -> str:
    """Keep what strangers wrote from moving the cursor of the person who reads along."""
    return "".join(character if character.isprintable() else "?" for character in text)
