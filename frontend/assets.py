"""Addresses of static files that change with their content, so that browsers may keep them for ever."""

import hashlib
import os
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).parent / "static"
FOR_EVER = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"

_fingerprints: dict[tuple[str, int], str] = {}


def asset(path: str) -> str:
    """The address of a file under static/, with its fingerprint."""
    file = STATIC / path
    moment = file.stat().st_mtime_ns
    known = _fingerprints.get((path, moment))
    if known is None:
        known = hashlib.sha256(file.read_bytes()).hexdigest()[:12]
        _fingerprints[(path, moment)] = known
    return f"/static/{path}?v={known}"


class Static(StaticFiles):
    """Static files; one asked for with a fingerprint never needs asking for again."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC)

    def file_response(
        self, full_path: os.PathLike[str] | str, stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file, with how long it may be kept."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        has_fingerprint = scope.get("query_string", b"").startswith(b"v=")
        response.headers["Cache-Control"] = FOR_EVER if has_fingerprint else ASK_FIRST
        return response
