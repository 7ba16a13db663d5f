"""Codes of a round as a PDF of strips, to cut and post."""

from typing import Literal

from pydantic import Field

from services.kit.contract import Request

MOST_STRIPS = 500
"""In one PDF: a hundred pages."""


class PrintStrips(Request):
    """One strip per code, with its words in `language`."""

    count: int = Field(strict=True, ge=1, le=MOST_STRIPS)
    language: Literal["nl", "en"] = "nl"
