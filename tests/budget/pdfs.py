"""Reads a PDF of ours: whether it is PDF/UA-1, its words and how it is tagged."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import page
from pypdf import PdfReader


@dataclass(frozen=True)
class Read:
    """`tags`: the roles in the structure tree in reading order, e.g. H1, H2, P. `descriptions`: the alt texts in it."""

    pages: int
    text: str
    title: str
    language: str
    shows_title: bool
    tags: list[str]
    descriptions: list[str]


def read_pdf(content: bytes) -> Read:
    """Fails unless an independent validator finds it to be PDF/UA-1, as it says of itself."""
    report = page.validate_pdf_bytes(content)
    assert report.profile == page.ValidationProfile.PDF_UA_1
    assert report.is_compliant, [failure.message for failure in report.failures]
    reader = PdfReader(BytesIO(content))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    return Read(
        pages=len(reader.pages),
        text="\n".join(each.extract_text() for each in reader.pages),
        title=str(reader.metadata.title if reader.metadata else ""),
        language=str(root["/Lang"]),
        shows_title=bool(root["/ViewerPreferences"]["/DisplayDocTitle"]),
        tags=list(_told(root["/StructTreeRoot"], "/S")),
        descriptions=list(_told(root["/StructTreeRoot"], "/Alt")),
    )


def _told(node: Any, what: str) -> list[str]:
    found = [str(node[what]).removeprefix("/")] if what in node else []
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        there = kid.get_object()
        if hasattr(there, "get"):
            found += _told(there, what)
    return found
