"""One service and what its description promises: each answer is checked against it, and what is wrong is kept."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import httpx
import schemathesis
from fastapi import FastAPI
from schemathesis.checks import not_a_server_error
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from services.kit.openapi import describe

Check = Callable[..., Any]
CHECKS: list[Check] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
REJECTED = [400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 428, 429, "5xx"]
"""What schemathesis takes for a rejection, and 413: a text longer than a body may be."""
CONFIG = {
    "generation": {"with-security-parameters": False, "allow-x00": False},
    "checks": {"negative_data_rejection": {"expected-statuses": REJECTED}},
}
DID = range(200, 300)


@dataclass
class Described:
    """`found` says what is wrong, once an operation and kind of wrong; `answered` counts the answers of each."""

    app: FastAPI
    transport: httpx.AsyncBaseTransport
    found: dict[str, str] = field(default_factory=dict)
    answered: dict[str, Counter[int]] = field(default_factory=dict)

    @cached_property
    def schema(self) -> Any:
        return schemathesis.openapi.from_dict(describe(self.app), config=schemathesis.Config.from_dict(CONFIG))

    async def ask(self, case: Any, request: httpx.Request, also: Sequence[Check] = ()) -> int:
        """Send it, check what comes back by what is described for the operation of `case`, and tell its status."""
        async with httpx.AsyncClient(transport=self.transport) as http:
            answer = await http.send(request)
        label = case.operation.label
        self.answered.setdefault(label, Counter())[answer.status_code] += 1
        try:
            case.validate_response(Response.from_any(answer), checks=[*CHECKS, *also])
        except BaseExceptionGroup as group:
            for failure in group.exceptions:
                what = f"{label} {answer.status_code} {getattr(failure, 'title', type(failure).__name__)}"
                said = f"{failure}\n{request.url} {request.content!r:.1500}\n{answer.text:.1500}"
                self.found.setdefault(what, said)
        return answer.status_code

    def writes_done(self) -> float:
        """The part of all calls that write which did so."""
        writes = Counter[int]()
        for label, statuses in self.answered.items():
            writes.update({} if label.startswith("GET ") else statuses)
        return sum(times for status, times in writes.items() if status in DID) / writes.total()

    def wrong(self) -> str:
        return "\n\n".join(f"{what}\n{said}" for what, said in sorted(self.found.items()))
