"""The OpenAPI description as the Dutch API Design Rules 2.2 want it."""

from collections.abc import Collection, Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import iter_route_contexts

from services.kit.caller import KEY, NAMING, NOBODY, READING, TOKEN
from services.kit.middleware import API_VERSION
from services.kit.problems import Problem
from services.kit.public import may_be_kept

CONTACT = {
    "name": "Voorveld",
    "email": "voorveld@voorbeeld.nl",
    "url": "https://github.com/voorveld/voorveld",
}
_VERSION_HEADER = {
    "API-Version": {"description": "Version of this API", "schema": {"type": "string", "example": API_VERSION}}
}
_SCHEMES = {
    TOKEN: {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "A signed token of at most five minutes, which names a person or one of our services.",
    },
    KEY: {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "vv_<id>_<secret>",
        "description": "The key of software, shown once when it is made; what it is for says the route.",
    },
}
_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
_SAYING = {
    "400": "The input is not right",
    "401": "Nobody is named, or by a token or key that does not hold",
    "403": "Not for whoever asks",
    "404": "What is asked for is not there, or not for whoever asks to know of",
    "409": "It does not go with how things stand now; `current` shows the thing as it is",
    "413": "More than is taken in at once",
    "429": "Too often; try again later",
    "5XX": "A fault of ours, or a service that is needed is away; try again later",
}
"""What each refusal of ours means; there is no other answer than those that are described."""
_UNCHANGED = {
    "description": "Not changed: whoever asks has this answer already, and named its ETag in If-None-Match",
    "headers": {"ETag": {"description": "The tag of the answer", "schema": {"type": "string"}}},
}
_METHODS = ("get", "post", "put", "patch", "delete")


def may_refuse(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """`responses=` of a route that refuses in ways its form does not tell: 429, or 409 to who only reads."""
    return {status: {"description": _SAYING[str(status)]} for status in statuses}


def describe(app: FastAPI) -> dict[str, Any]:
    """Paths without the `/v1` prefix (it is in the server), problem+json for errors, `API-Version` everywhere."""
    raw = get_openapi(
        title=app.title, version=API_VERSION, description=app.description, routes=app.routes, contact=CONTACT
    )
    raw["servers"] = [{"url": "/v1"}]
    raw["info"]["license"] = {"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/nl/"}
    raw["paths"] = {path.removeprefix("/v1"): item for path, item in raw["paths"].items() if path.startswith("/v1/")}
    schemas = raw.setdefault("components", {}).setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= problem.pop("$defs")
    schemas["Problem"] = problem
    asked = _asked_by_operation(app)
    ways = {(method, path): _ways(app, method, calls) for (method, path), calls in asked.items()}
    for path, item in raw["paths"].items():
        for method in (method for method in _METHODS if method in item):
            if may_be_kept in asked[method, path]:
                item[method]["responses"]["304"] = dict(_UNCHANGED)
            _dress(method, path, item[method], ways[method, path])
            item[method]["security"] = [{way: []} if way else {} for way in ways[method, path]]
    used = {way for each in ways.values() for way in each}
    raw["components"]["securitySchemes"] = {way: scheme for way, scheme in _SCHEMES.items() if way in used}
    return raw


def _ways(app: FastAPI, method: str, asked: Collection[Any]) -> tuple[str, ...]:
    """How the caller of a route may be named: as the dependency says by which the route asks for one.

    What everybody may read takes a key too, where the service has software.
    """
    ways = next((NAMING[call] for call in asked if call in NAMING), ())
    takes_keys = app.state.software is not None and method.upper() in READING
    return (*ways, KEY) if takes_keys and {NOBODY, TOKEN} <= {*ways} and KEY not in ways else ways


def _asked_by_operation(app: FastAPI) -> dict[tuple[str, str], list[Any]]:
    """What each route depends on, and what that depends on, in order."""
    return {
        (method.lower(), route.path.removeprefix("/v1")): list(_asked(route.dependant))
        for route in iter_route_contexts(app.routes)
        if route.path and route.path.startswith("/v1/") and route.path != "/v1/openapi.json"
        for method in route.methods or ()
    }


def _asked(dependant: Dependant) -> Iterator[Any]:
    for needed in dependant.dependencies:
        yield needed.call
        yield from _asked(needed)


def _dress(method: str, path: str, operation: dict[str, Any], ways: tuple[str, ...]) -> None:
    responses = operation["responses"]
    responses.pop("422", None)
    for status in sorted({*_refusals(method, path, operation, ways), *(responses.keys() & _SAYING)}):
        responses[status] = {"description": _SAYING[status], "content": _PROBLEM}
    for response in responses.values():
        response["headers"] = {**_VERSION_HEADER, **response.get("headers", {})}


def _refusals(method: str, path: str, operation: dict[str, Any], ways: tuple[str, ...]) -> Iterator[str]:
    """The statuses with which any route of this form may refuse; a route itself says it when it has others (429)."""
    if "requestBody" in operation or "parameters" in operation or method not in ("get", "delete"):
        yield "400"
    if any(ways):
        yield from ("401", "403")
    if "{" in path or "requestBody" in operation or "parameters" in operation:
        yield "404"
    if method != "get":
        yield "409"
    if "requestBody" in operation:
        yield "413"
    yield "5XX"
