"""The OpenAPI description as the Dutch API Design Rules 2.2 want it."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from services.kit.middleware import API_VERSION
from services.kit.problems import Problem

CONTACT = {
    "name": "Voorveld",
    "email": "voorveld@voorbeeld.nl",
    "url": "https://github.com/voorveld/voorveld",
}
_VERSION_HEADER = {
    "API-Version": {"description": "Version of this API", "schema": {"type": "string", "example": API_VERSION}}
}
_METHODS = ("get", "post", "put", "patch", "delete")


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
    for item in raw["paths"].values():
        for method in (method for method in _METHODS if method in item):
            _dress(method, item[method])
    return raw


def _dress(method: str, operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    responses.pop("422", None)
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    responses["default"] = {"description": "Refused, with the reason and how to put it right", "content": problem}
    if method not in ("get", "delete") or "requestBody" in operation or "parameters" in operation:
        responses["400"] = {"description": "The input is not right", "content": problem}
    for response in responses.values():
        response["headers"] = {**_VERSION_HEADER, **response.get("headers", {})}
