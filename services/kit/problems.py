"""Every error leaves a service as problem+json, with its sentence in the reader's language."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from services.kit import logging
from services.kit.errors import Invalid, NotFound, Refusal
from services.kit.texts import Texts

log = structlog.get_logger()
PARTS = ("body", "query", "path", "header", "cookie")


class NotReadable(Invalid):
    """The body is no text, or no JSON we can take in."""

    slug = "not-readable"


class NoSuchMethod(Refusal):
    """The address is right, what is asked of it is not; the header Allow says what is."""

    status = 405
    slug = "no-such-method"


_HTTP_REFUSALS: dict[int, type[Refusal]] = {400: NotReadable, 404: NotFound, 405: NoSuchMethod}


class FieldProblem(BaseModel):
    """What is wrong with one field, and how to put it right."""

    field: str
    slug: str
    detail: str


class Problem(BaseModel):
    """RFC 9457 problem details, with all field errors together."""

    type: str
    title: str
    status: int
    detail: str
    slug: str
    facts: dict[str, Any] = {}
    errors: list[FieldProblem] = []
    current: dict[str, Any] | None = None
    requestId: str


class ProblemResponse(JSONResponse):
    """A problem always gets out: a fact that is no JSON is written as text, half a character as a question mark."""

    media_type = "application/problem+json"

    def render(self, content: Any) -> bytes:
        return json.dumps(content, ensure_ascii=False, default=str).encode(errors="replace")


def problem_of(refusal: Refusal, texts: Texts) -> dict[str, Any]:
    """The problem+json body of a refusal in the language of this request."""
    language = logging.language.get()
    kind = _kind_of(refusal)
    facts = _told(refusal.facts, texts, language)
    sentence = refusal.sentence or texts.sentence(refusal.slug, language, facts)
    problem: dict[str, Any] = {
        "type": f"urn:voorveld:problem:{refusal.slug}",
        "title": texts.sentence(f"{kind}.title", language) or refusal.slug,
        "status": refusal.status,
        "detail": sentence or texts.sentence(kind, language, facts) or refusal.slug,
        "slug": refusal.slug,
        "facts": {name: _plain(value) for name, value in refusal.facts.items()},
        "errors": [_in_words({"slug": refusal.slug, **error}, texts, language) for error in refusal.errors],
        "requestId": logging.request_id.get(),
    }
    if refusal.current is not None:
        problem["current"] = refusal.current
    return problem


def _told(facts: Mapping[str, Any], texts: Texts, language: str) -> dict[str, Any]:
    """The facts as a sentence has them: roles by the name people know them by."""
    roles = {name: str(facts[name]).split(", ") for name in ("role", "roles") if name in facts}
    return {**facts} | {
        name: ", ".join(texts.sentence(f"role.{role}", language) or role for role in each)
        for name, each in roles.items()
    }


def _in_words(error: Mapping[str, str], texts: Texts, language: str) -> dict[str, str]:
    """An error of a refusal gets its sentence as the refusal itself does: by its slug, from what it says of itself."""
    return {"detail": texts.sentence(error["slug"], language, error) or "", **error}


def _kind_of(refusal: Refusal) -> str:
    """The slug of the general kind a refusal belongs to (not-found, conflict, …)."""
    kinds = [c for c in type(refusal).__mro__ if issubclass(c, Refusal) and Refusal in c.__bases__]
    return kinds[0].slug if kinds else Refusal.slug


def _plain(value: Any) -> Any:
    return value if isinstance(value, bool | int | str | list | dict) or value is None else str(value)


def field_errors(errors: Sequence[Mapping[str, Any]], texts: Texts, language: str) -> list[dict[str, str]]:
    """Pydantic's findings as field, slug and a sentence in the reader's language."""
    return [
        {
            "field": _field(error),
            "slug": str(error["type"]),
            "detail": texts.sentence(f"field.{error['type']}", language, error.get("ctx"))
            or texts.sentence("field", language)
            or str(error["msg"]),
        }
        for error in errors
    ]


def _field(error: Mapping[str, Any]) -> str:
    """The name of the field as it was sent; empty when it is the message as a whole that is not right."""
    where, *steps = error["loc"] or ("body",)
    if error["type"] == "json_invalid":
        return ""
    return ".".join(str(step) for step in (steps if where in PARTS else (where, *steps)))


def install_problem_handlers(app: FastAPI, texts: Texts) -> None:
    """Turn refusals, invalid input, unknown paths and our own faults into problem+json."""

    def answer(refusal: Refusal, headers: Mapping[str, str] | None = None) -> JSONResponse:
        body = problem_of(refusal, texts)
        return ProblemResponse(body, refusal.status, headers)

    async def on_refusal(_request: Request, refusal: Exception) -> JSONResponse:
        assert isinstance(refusal, Refusal)
        log.info("refused", slug=refusal.slug, status=refusal.status)
        headers = {"WWW-Authenticate": "Bearer"} if refusal.status == 401 else None
        return answer(refusal, headers)

    async def on_invalid(_request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        return answer(Invalid(errors=field_errors(error.errors(), texts, logging.language.get())))

    async def on_http(_request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        refusal = _HTTP_REFUSALS.get(error.status_code, Invalid)()
        body = problem_of(refusal, texts) | {"status": error.status_code}
        if error.status_code not in _HTTP_REFUSALS:
            body |= {"title": str(error.detail), "detail": str(error.detail), "slug": "http"}
        return ProblemResponse(body, error.status_code, error.headers)

    async def on_fault(_request: Request, _error: Exception) -> JSONResponse:
        """Ours to mend: the frame of the request has logged it, and its text is nobody else's business."""
        return answer(Refusal())

    app.add_exception_handler(Refusal, on_refusal)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(Exception, on_fault)
