"""An answer of the site that a browser comes back for: closed by the site, so that only that browser opens it."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.kit.contract import Reply, Request

Sealed = Annotated[
    str,
    Field(min_length=1, max_length=400_000, pattern=r"^[A-Za-z0-9_-]+=*$", description="Base64, read by the site only"),
]


class KeepAnswer(Request):
    """`id` is chosen by the site, as it stands in the address the browser is sent to."""

    id: UUID
    sealed: Sealed


class KeptAnswer(Reply):
    sealed: str
