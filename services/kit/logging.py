"""Structured logs as JSON lines; the request id travels with every line and every call."""

import logging
import sys
import traceback
from contextvars import ContextVar
from typing import Any

import structlog

request_id: ContextVar[str] = ContextVar("request_id", default="-")
language: ContextVar[str] = ContextVar("language", default="nl")


def _add_request_id(_logger: Any, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    event.setdefault("request_id", request_id.get())
    return event


def _add_trace(_logger: Any, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Where it went wrong. Never the text of an exception: it may hold what somebody typed, or a row with a name."""
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    trace: list[list[str]] = []
    while isinstance(error, BaseException) and len(trace) < 10:
        frames = traceback.extract_tb(error.__traceback__)
        trace.append([type(error).__qualname__, *(f"{at.filename}:{at.lineno} {at.name}" for at in frames)])
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if trace:
        event["trace"] = trace
    return event


def configure_logging(service: str, level: str = "INFO") -> None:
    """Write one JSON object a line to standard output; standard-library loggers included, uvicorn's access log not."""

    def add_service(_logger: Any, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
        event["service"] = service
        return event

    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        add_service,
        _add_request_id,
        _add_trace,
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stdout),
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(processor=structlog.processors.JSONRenderer(), foreign_pre_chain=shared)
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
