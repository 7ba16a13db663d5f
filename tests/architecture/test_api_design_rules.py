"""The Dutch API Design Rules 2.2 (facts.md §4), checked on what the services describe and on what they answer."""

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from services.kit.openapi import describe
from tests.architecture.services import SERVICES, app_of

CHANGES = {"post", "put", "patch", "delete"}
PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*|\{[a-z_]+\}")
CAMEL = re.compile(r"[a-z][a-zA-Z0-9]*")


def operations(service: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in describe(app_of(service))["paths"].items():
        for method, operation in item.items():
            yield method, path, operation


@pytest.mark.parametrize("service", SERVICES)
def test_paths_are_kebab_case_and_end_without_a_slash(service: str) -> None:
    for _, path, _ in operations(service):
        assert not path.endswith("/")
        assert all(KEBAB.fullmatch(part) for part in path.strip("/").split("/")), path


@pytest.mark.parametrize("service", SERVICES)
def test_query_keys_fields_and_operation_ids_are_camel_case(service: str) -> None:
    names = [
        parameter["name"]
        for _, _, operation in operations(service)
        for parameter in operation.get("parameters", [])
        if parameter["in"] == "query"
    ]
    for schema in describe(app_of(service))["components"]["schemas"].values():
        names += schema.get("properties", {})
    names += [operation["operationId"] for _, path, operation in operations(service) if path != "/events"]
    assert [name for name in names if not CAMEL.fullmatch(name)] == []


@pytest.mark.parametrize("service", SERVICES)
def test_every_operation_says_what_it_answers(service: str) -> None:
    for method, path, operation in operations(service):
        responses = operation["responses"]
        assert operation["summary"], path
        assert operation["tags"], path
        assert "422" not in responses, path
        assert "default" not in responses, f"{path}: it would say that anything may be answered"
        assert responses["5XX"]["content"] == PROBLEM, path
        if method in CHANGES or operation.get("parameters"):
            assert responses["400"]["content"] == PROBLEM, path
        for response in responses.values():
            assert "API-Version" in response["headers"], path
            assert response["description"], path


@pytest.mark.parametrize("service", SERVICES)
def test_what_is_filled_in_by_itself_could_have_been_sent(service: str) -> None:
    """The official linter (oas3-valid-schema-example) looks at it too."""
    for name, schema in describe(app_of(service))["components"]["schemas"].items():
        for field, said in schema.get("properties", {}).items():
            if isinstance(default := said.get("default"), str):
                assert len(default) >= said.get("minLength", 0), (name, field)


@pytest.mark.parametrize("service", SERVICES)
def test_the_description_says_who_to_ask(service: str) -> None:
    contact = describe(app_of(service))["info"]["contact"]
    assert all(contact[part] for part in ("name", "email", "url"))


@pytest.mark.parametrize("service", SERVICES)
async def test_every_answer_has_the_version_and_the_security_headers(service: str) -> None:
    transport = httpx.ASGITransport(app_of(service), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://service") as http:
        path = next(path for method, path, _ in operations(service) if method == "post")
        answers = {
            200: await http.get("/v1/openapi.json"),
            404: await http.get("/v1/nothing-here"),
            405: await http.delete("/v1/events"),
            413: await http.post(f"/v1{path}", content=b"x" * (21 * 1024 * 1024)),
            503: await http.get("/health/ready"),
        }
    for status, answer in answers.items():
        assert answer.status_code == status
        headers = answer.headers
        assert headers["api-version"] == "1.0.0", status
        assert headers["x-content-type-options"] == "nosniff", status
        assert headers["content-security-policy"] == "frame-ancestors 'none'", status
        assert "max-age" in headers["strict-transport-security"], status
        assert headers["cache-control"] == "no-store", status
    assert answers[200].headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("service", SERVICES)
async def test_a_slash_too_many_is_not_found_and_leads_nowhere(service: str) -> None:
    transport = httpx.ASGITransport(app_of(service), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://service") as http:
        for _, path, _ in operations(service):
            answer = await http.get(f"/v1{path}/")
            assert answer.status_code == 404, path
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.json()["status"] == 404


@pytest.mark.parametrize("service", SERVICES)
async def test_a_token_nobody_signed_is_refused_as_a_problem(service: str) -> None:
    event = {"id": "1", "source": "x", "type": "x", "time": "2020-01-01T00:00:00Z", "subject": "x", "data": {}}
    transport = httpx.ASGITransport(app_of(service), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://service") as http:
        answer = await http.post("/v1/events", json=event, headers={"Authorization": "Bearer nonsense"})
    assert (answer.status_code, answer.json()["slug"]) == (401, "bad-token")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"] == "Bearer"
