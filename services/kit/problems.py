"""Every error leaves a service as problem+json, with its sentence in the reader's language."""

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


def problem_of(refusal: Refusal, texts: Texts) -> dict[str, Any]:
    """The problem+json body of a refusal in the language of this request."""
    language = logging.language.get()
    kind = _kind_of(refusal)
    sentence = refusal.sentence or texts.sentence(refusal.slug, language, refusal.facts)
    problem: dict[str, Any] = {
        "type": f"urn:voorveld:problem:{refusal.slug}",
        "title": texts.sentence(f"{kind}.title", language) or refusal.slug,
        "status": refusal.status,
        "detail": sentence or texts.sentence(kind, language, refusal.facts) or refusal.slug,
        "slug": refusal.slug,
        "facts": {name: _plain(value) for name, value in refusal.facts.items()},
        "errors": refusal.errors,
        "requestId": logging.request_id.get(),
    }
    if refusal.current is not None:
        problem["current"] = refusal.current
    return problem


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
            "field": ".".join(str(step) for step in error["loc"] if step not in ("body", "query", "path", "header")),
            "slug": str(error["type"]),
            "detail": texts.sentence(f"field.{error['type']}", language, error.get("ctx")) or str(error["msg"]),
        }
        for error in errors
    ]


def install_problem_handlers(app: FastAPI, texts: Texts) -> None:
    """Turn refusals, invalid input, unknown paths and our own faults into problem+json."""

    def answer(refusal: Refusal, headers: Mapping[str, str] | None = None) -> JSONResponse:
        body = problem_of(refusal, texts)
        return JSONResponse(body, refusal.status, headers, media_type="application/problem+json")

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
        refusal: Refusal = NotFound() if error.status_code == 404 else Invalid()
        body = problem_of(refusal, texts) | {"status": error.status_code}
        if error.status_code not in (400, 404):
            body |= {"title": str(error.detail), "detail": str(error.detail), "slug": "http"}
        return JSONResponse(body, error.status_code, error.headers, media_type="application/problem+json")

    async def on_fault(_request: Request, error: Exception) -> JSONResponse:
        log.error("fault", error=type(error).__name__, exc_info=error)
        return answer(Refusal())

    app.add_exception_handler(Refusal, on_refusal)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(Exception, on_fault)
