"""Calls the described operations of a service with all that their description allows and more; checks each answer."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import negative_data_rejection

from tests.support.described import Check, Described
from tests.support.spoiling import Known, as_json, spoiled, with_known

RIGHT, WRONG = schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE
LONGEST_URL = 60_000
"""A little under what httpx will send."""


@dataclass
class Fuzz:
    """One service under fuzz. `callers`: the header Authorization of each kind of caller; the public has none.

    `known`: what exists, by the name of the parameter or field that asks for it, so that calls reach past the door.
    """

    service: Described
    runner: asyncio.Runner
    callers: Mapping[str, str]
    known: Known
    _turned_away: dict[str, set[str]] = field(default_factory=dict)

    def all(self, examples: int, *, derandomize: bool) -> None:
        """Call every operation so many times."""
        like_this = settings(
            max_examples=examples,
            derandomize=derandomize,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        for result in self.service.schema.get_all_operations():
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
        request = _prepared(case, self.callers[caller])
        assume(len(str(request.url)) < LONGEST_URL)
        if self.runner.run(self.service.ask(case, request, also)) in (401, 403):
            self._turned_away[case.operation.label].add(caller)


def _cases(operation: Any) -> st.SearchStrategy[tuple[Any, bool]]:
    """Cases as described, and one of four that is not, where there is something to be wrong in."""
    right = operation.as_strategy(generation_mode=RIGHT).map(lambda case: (case, True))
    if not (operation.body or operation.path_parameters or operation.query):
        return right  # type: ignore[no-any-return]
    wrong = operation.as_strategy(generation_mode=WRONG).map(lambda case: (case, False))
    return st.one_of(right, right, right, wrong)


def _prepared(case: Any, authorization: str) -> httpx.Request:
    """The request as bytes; JSON is written by us, as no library would write what we send."""
    told = case.as_transport_kwargs(base_url="http://service/v1")
    if case.media_type == "application/json" and "json" in told:
        told |= {"data": as_json(told.pop("json"))}
    ready = requests.Request(**told).prepare()
    headers: dict[str, Any] = {**ready.headers} | ({"Authorization": authorization} if authorization else {})
    body: Any = ready.body.encode() if isinstance(ready.body, str) else ready.body
    return httpx.Request(str(ready.method), str(ready.url), headers=headers, content=body)
