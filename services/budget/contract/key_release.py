"""A release of figures behind a key, frozen so that it can be read without asking profiles."""

from datetime import date

from services.kit.contract import Reply, Year


class KeyRelease(Reply):
    """One release that figures of a key were made from: lines name it by `release`."""

    release: str
    table: str
    title: str
    period: Year
    edition: str
    retrieved_on: date | None
    licence: str
    attribution: str
    url: str
