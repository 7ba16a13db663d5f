"""Calls the described operations of a service with all that their description allows and more; checks each answer."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
import requests
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from services.kit.openapi import describe
from tests.support.spoiling import HALF, Known, spoiled, with_known

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
RIGHT, WRONG = schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE
LONGEST_URL = 60_000
"""A little under what httpx will send."""


@dataclass
class Fuzz:
    """One service under fuzz. `callers`: the header Authorization of each kind of caller; the public has none.

    `known`: what exists, by the name of the parameter or field that asks for it, so that calls reach past the door.
    """

    app: FastAPI
    transport: httpx.AsyncBaseTransport
    runner: asyncio.Runner
    callers: Mapping[str, str]
    known: Known
    found: dict[str, str] = field(default_factory=dict)
    answered: dict[str, set[int]] = field(default_factory=dict)
    _turned_away: dict[str, set[str]] = field(default_factory=dict)

    def all(self, examples: int, *, derandomize: bool) -> None:
        """Call every operation so many times. Then `found` says what is wrong, once an operation and kind of wrong."""
        like_this = settings(
            max_examples=examples,
            derandomize=derandomize,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        schema = schemathesis.openapi.from_dict(describe(self.app), config=schemathesis.Config.from_dict(CONFIG))
        for result in schema.get_all_operations():
            like_this(self._calls(result.ok()))()

    def _calls(self, operation: Any) -> Callable[[], None]:
        @given(_cases(operation), st.integers(0, 999), st.data())
        def once(drawn: tuple[Any, bool], number: int, data: st.DataObject) -> None:
            case, is_right = drawn
            if is_right:
                with_known(case, self.known, data)
                spoiled(case, data)
            self._call(case, self._caller(operation.label, number), [] if is_right else [negative_data_rejection])

        return once

    def _caller(self, label: str, number: int) -> str:
        """Anybody in one call of five; else the first of those who were not turned away here, so that work is done."""
        turned_away = self._turned_away.setdefault(label, set())
        welcome = [caller for caller in self.callers if caller not in turned_away] or list(self.callers)
        return welcome[0] if number % 5 else list(self.callers)[number // 5 % len(self.callers)]

    def _call(self, case: Any, caller: str, also: list[Check]) -> None:
        request, label = _prepared(case), case.operation.label
        assume(len(str(request.url)) < LONGEST_URL)
        if self.callers[caller]:
            request.headers["Authorization"] = self.callers[caller]
        answer = self.runner.run(self._send(request))
        self.answered.setdefault(label, set()).add(answer.status_code)
        if answer.status_code in (401, 403):
            self._turned_away[label].add(caller)
        try:
            case.validate_response(Response.from_any(answer), checks=CHECKS + also)
        except BaseExceptionGroup as group:
            for failure in group.exceptions:
                what = f"{label} {answer.status_code} {getattr(failure, 'title', type(failure).__name__)}"
                said = f"{caller}: {failure}\n{request.url} {request.body!r:.1500}\n{answer.text:.1500}"
                self.found.setdefault(what, said)

    async def _send(self, request: requests.PreparedRequest) -> httpx.Response:
        body = request.body.encode() if isinstance(request.body, str) else request.body
        async with httpx.AsyncClient(transport=self.transport) as http:
            return await http.request(
                str(request.method), str(request.url), headers=dict(request.headers), content=body
            )


def _cases(operation: Any) -> st.SearchStrategy[tuple[Any, bool]]:
    """Cases as described, and one of four that is not, where there is something to be wrong in."""
    right = operation.as_strategy(generation_mode=RIGHT).map(lambda case: (case, True))
    if not (operation.body or operation.path_parameters or operation.query):
        return right  # type: ignore[no-any-return]
    wrong = operation.as_strategy(generation_mode=WRONG).map(lambda case: (case, False))
    return st.one_of(right, right, right, wrong)


def _prepared(case: Any) -> requests.PreparedRequest:
    """The request as bytes. JSON is written here, with half characters and numbers without end as Python would."""
    told = case.as_transport_kwargs(base_url="http://service/v1")
    if case.media_type == "application/json" and "json" in told:
        told |= {"data": json.dumps(told.pop("json")).replace(json.dumps(HALF)[1:-1], r"\ud800")}
    return requests.Request(**told).prepare()
