"""Makes PDF/UA-1 with Typst, from a template and data. The compiler is in the package: no network, no fonts of
the machine, so the same data gives the same bytes anywhere.

https://typst.app/docs/reference/pdf/#pdf-standards says what it checks: it refuses a document without title.
"""

import asyncio
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import typst

AT_ONCE = 2
"""More at the same moment wait: a page that many ask for may not take every core."""


class Typesetter:
    """One per app, with the folder of its templates. A letter takes some 20 ms of one core, in a thread."""

    def __init__(self, templates: Path) -> None:
        self._templates, self._room = templates, asyncio.Semaphore(AT_ONCE)

    async def pdf(self, template: str, name: str, data: Mapping[str, Any], dated: date) -> bytes:
        """The PDF. The template reads `data` from `sys.inputs.<name>`; `dated` is written as when it was made."""
        async with self._room:
            return await asyncio.to_thread(_compile, self._templates, template, {name: json.dumps(data)}, dated)


def _compile(templates: Path, template: str, inputs: dict[str, str], dated: date) -> bytes:
    compiler = typst.Compiler(input=templates / template, root=templates, ignore_system_fonts=True, sys_inputs=inputs)
    moment = int(_at_midnight(dated))
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=moment)
    assert isinstance(made, bytes)
    return made


def _at_midnight(day: date) -> float:
    return (day - date(1970, 1, 1)).total_seconds()
