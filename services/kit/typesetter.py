"""Makes PDF/UA-1 with Typst, from a template and data. The compiler is in the package: no network, no fonts of
the machine, so the same data gives the same bytes anywhere.

https://typst.app/docs/reference/pdf/#pdf-standards says what it checks: it refuses a document without title.
"""

import asyncio
import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import typst

_CANNOT = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_NOT_SHOWN: dict[int, str | None] = dict.fromkeys(
    (*range(9), 11, 12, *range(14, 32), *range(127, 160), 0x200D, *range(0xFE00, 0xFE10))
)
"""Characters of which no font here has a picture, and what stands in their place. PDF/UA refuses a page with one, so
that a smile in a name would stop a letter. Control characters go, and what joins or varies pictures; of the others it
is found out as they come."""
IN_ITS_PLACE = "\N{WHITE SQUARE}"
MOST_TIMES = 30
"""Different characters without a picture in one document; who types more than that wants no letter."""
AT_ONCE = 2
"""More at the same moment wait: a page that many ask for may not take every core."""


class Typesetter:
    """One per app, with the folder of its templates. A letter takes some 20 ms of one core, in a thread."""

    def __init__(self, templates: Path) -> None:
        self._templates, self._room = templates, asyncio.Semaphore(AT_ONCE)

    async def pdf(self, template: str, name: str, data: Mapping[str, Any], dated: date) -> bytes:
        """The PDF. The template reads `data` from `sys.inputs.<name>`; `dated` is written as when it was made."""
        async with self._room:
            return await asyncio.to_thread(_compile, self._templates, template, name, data, dated)


def _compile(templates: Path, template: str, name: str, data: Mapping[str, Any], dated: date) -> bytes:
    for _time in range(MOST_TIMES):
        inputs = {name: json.dumps(_with_pictures(data))}
        try:
            return _made(templates, template, inputs, dated)
        except typst.TypstError as error:
            found = {character for text in _CANNOT.findall(str(error)) for character in _unescaped(text)}
            if not found:
                raise
            if IN_ITS_PLACE in found:
                break
            _NOT_SHOWN.update({ord(character): IN_ITS_PLACE for character in found})
    return _made(templates, template, {name: json.dumps(_in_ascii(data))}, dated)


def _with_pictures(data: Any, change: Callable[[str], str] = lambda text: text.translate(_NOT_SHOWN)) -> Any:
    """The same data, each text changed."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, Mapping):
        return {name: _with_pictures(value, change) for name, value in data.items()}
    if isinstance(data, Sequence):
        return [_with_pictures(value, change) for value in data]
    return data


def _in_ascii(data: Any) -> Any:
    return _with_pictures(data, lambda text: re.sub(r"[^\n\t -~\xa0-\xff]", IN_ITS_PLACE, text))


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def _made(templates: Path, template: str, inputs: dict[str, str], dated: date) -> bytes:
    compiler = typst.Compiler(input=templates / template, root=templates, ignore_system_fonts=True, sys_inputs=inputs)
    moment = int(_at_midnight(dated))
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=moment)
    assert isinstance(made, bytes)
    return made


def _at_midnight(day: date) -> float:
    return (day - date(1970, 1, 1)).total_seconds()
