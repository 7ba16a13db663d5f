"""Opening what people really have: gzip or not, BOM or not, `,` or `;`. Looked through before a row is handed over."""

import csv
import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO, TypeVar

from services.profiles.sources.refused import SourceRefused

T = TypeVar("T")
MOST_CHARACTERS = 2_000_000_000  # A whole country, with room; a small archive can unpack to anything.
BROKEN = (EOFError, gzip.BadGzipFile, zlib.error, csv.Error)
FOOTERS = ("Bron:", "Source:")  # Under a download as people saw it on the screen.
HEAD = 4096  # Characters in which JSON says what it is.
FEED = re.compile(r"/([0-9]{5}[A-Za-z]{3})/\$metadata")
WRAPPED = '"";""'  # Each line was quoted once more, and lost its outer quotes.


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file of separated values: its first line, and how many lines follow."""

    path: Path
    delimiter: str
    header: tuple[str, ...]
    lines: int
    wrapped: bool

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each line after the first with its number. Raises SourceRefused for a line with too few or many cells."""
        with _open(self.path) as text:
            reader = csv.reader(_unwrapped(text, self.wrapped), delimiter=self.delimiter)
            next(reader)
            for cells in _readable(reader, self.path):
                if len(cells) == 1 and cells[0].startswith(FOOTERS):
                    continue
                if cells and len(cells) != len(self.header):
                    raise SourceRefused(
                        "row-broken",
                        source=self.path.name,
                        line=reader.line_num,
                        found=len(cells),
                        expected=len(self.header),
                    )
                if cells:
                    yield reader.line_num, cells


def open_sheet(path: Path) -> Sheet:
    """Reads the file once to its end, so that damage is found before a row is kept. Raises SourceRefused."""
    check_file(path)
    with _open(path) as text:
        readable = _readable(text, path)
        first = next(readable, "")
        lines, size = 0, len(first)
        for line in readable:
            lines, size = lines + 1, size + len(line)
            if size > MOST_CHARACTERS:
                raise SourceRefused("file-too-large", file=path.name)
    if not first.strip():
        raise SourceRefused("file-empty", file=path.name)
    if first.lstrip().startswith(("{", "[")):
        raise _json_refused(path)
    if not lines:
        raise SourceRefused("rows-absent", source=path.name)
    delimiter = ";" if first.count(";") > first.count(",") else ","
    wrapped = WRAPPED in first
    header = next(_readable(csv.reader(_unwrapped([first], wrapped), delimiter=delimiter), path))
    return Sheet(path, delimiter, tuple(header), lines, wrapped)


def check_file(path: Path) -> None:
    """Raises SourceRefused when there is no file, but nothing, a folder or a device."""
    if path.is_dir():
        raise SourceRefused("file-folder", file=path.name or path)
    if not path.is_file():
        raise SourceRefused("file-device", file=path) if path.exists() else SourceRefused("file-absent", file=path.name)


def _json_refused(path: Path) -> SourceRefused:
    """What a file of JSON is instead of a table: people have borders and pages of the feed beside their tables."""
    with _open(path) as text:
        head = text.read(HEAD)
    if "FeatureCollection" in head:
        return SourceRefused("file-of-borders", file=path.name)
    if page := FEED.search(head):
        return SourceRefused("file-of-feed", file=path.name, table=page[1])
    return SourceRefused("file-of-json", file=path.name)


def _open(path: Path) -> TextIO:
    with path.open("rb") as file:
        start = file.read(4)
    if start[:2] == b"PK" or start[:4] == b"\xd0\xcf\x11\xe0":
        raise SourceRefused("file-not-text", file=path.name)
    if start[:2] == b"\x1f\x8b":
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def _readable(source: Iterator[T], path: Path) -> Iterator[T]:
    try:
        yield from source
    except UnicodeDecodeError as error:
        raise SourceRefused("encoding", file=path.name, why=error.reason) from error
    except BROKEN as error:
        raise SourceRefused("file-broken", file=path.name, why=str(error)) from error


def _unwrapped(text: TextIO | list[str], wrapped: bool) -> Iterator[str]:
    return (line.replace('""', '"') for line in text) if wrapped else iter(text)
