"""Every route names its caller, every refusal has its sentences, and tables and migrations agree."""

import asyncio
import inspect
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from babel.messages.pofile import read_po
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from services.kit.caller import is_naming_a_caller
from services.kit.errors import Refusal
from services.kit.openapi import describe
from services.kit.texts import LANGUAGES
from services.profiles.contract.models import Role
from tests.architecture.services import SERVICES, app_of
from tests.budget.software import CARRIES, DECIDES, PREPARES
from tests.support.postgres import a_database
from voorveld.migrate import configuration


def dependencies(dependant: Dependant) -> Iterator[Callable[..., Any] | None]:
    for needed in dependant.dependencies:
        yield needed.call
        yield from dependencies(needed)


def routes_of(service: str) -> dict[str, Dependant]:
    """Per route of the API, as `GET /v1/…`, what its signature asks for."""
    found: dict[str, Dependant] = {}
    for route in iter_route_contexts(app_of(service).routes):
        if route.path and route.path.startswith("/v1/") and route.path != "/v1/openapi.json":
            found[f"{min(route.methods or '?')} {route.path}"] = route.dependant
    return found


@pytest.mark.parametrize("service", SERVICES)
def test_every_route_names_its_caller(service: str) -> None:
    routes = routes_of(service)
    assert {path.partition(" ")[2].removeprefix("/v1") for path in routes} == set(describe(app_of(service))["paths"])
    assert [path for path, asked in routes.items() if not any(map(is_naming_a_caller, dependencies(asked)))] == []


@pytest.mark.parametrize("service", SERVICES)
def test_every_operation_says_how_its_caller_is_named(service: str) -> None:
    described = describe(app_of(service))
    known = {
        name for name, scheme in described["components"]["securitySchemes"].items() if scheme["scheme"] == "bearer"
    }
    ways = [operation["security"] for item in described["paths"].values() for operation in item.values()]
    assert [] not in ways
    assert {name for each in ways for way in each for name in way} == known


def test_the_description_of_monitoring_tells_a_delivery_from_a_page_and_a_decision() -> None:
    paths = describe(app_of("monitoring"))["paths"]
    assert paths["/submissions"]["post"]["security"] == [{"key": []}]
    assert paths["/partners"]["post"]["security"] == [{"token": []}]
    assert paths["/partners"]["get"]["security"] == [{}, {"token": []}, {"key": []}]
    assert describe(app_of("profiles"))["paths"]["/indicators"]["get"]["security"] == [{}, {"token": []}]


def test_every_route_of_budget_that_changes_something_is_decided_on_for_software() -> None:
    """A new one fails here: put it in tests/budget/software.py, where software may, or where only people do."""
    paths = describe(app_of("budget"))["paths"]
    changing = {f"{method.upper()} /v1{path}" for path, item in paths.items() for method in item if method != "get"}
    assert changing == PREPARES | CARRIES | DECIDES


@pytest.mark.parametrize("service", SERVICES)
def test_no_dependency_goes_through_the_thread_pool(service: str) -> None:
    """FastAPI runs a plain `def` in a thread: half a millisecond of each call to fetch what is already there."""
    asked = {call for dependant in routes_of(service).values() for call in dependencies(dependant) if call}
    assert [call.__qualname__ for call in asked if not inspect.iscoroutinefunction(call)] == []


@pytest.mark.parametrize("service", SERVICES)
def test_every_refusal_has_a_sentence_in_both_languages(service: str) -> None:
    files = Path("services", service, "contract").glob("*refusals.py")
    modules = [import_module(f"services.{service}.contract.{file.stem}") for file in files]
    classes = [
        one
        for module in modules
        for _, one in inspect.getmembers(module, inspect.isclass)
        if one.__module__ == module.__name__
    ]
    slugs = {refusal.slug for refusal in classes if issubclass(refusal, Refusal)}
    assert slugs
    slugs |= {f"role.{role}" for role in Role}
    for language in LANGUAGES:
        assert slugs - app_of(service).state.texts.slugs(language) == set()


@pytest.mark.parametrize("folder", ["kit", *SERVICES])
def test_a_sentence_says_the_same_facts_in_both_languages(folder: str) -> None:
    facts: dict[str, dict[str, set[str]]] = {}
    for language in LANGUAGES:
        with Path("services", folder, "locale", f"{language}.po").open("rb") as catalogue:
            messages = {str(message.id): str(message.string) for message in read_po(catalogue) if message.id}
        facts[language] = {slug: set(re.findall(r"\{(\w+)", sentence)) for slug, sentence in messages.items()}
    assert facts["nl"] == facts["en"]


@pytest.mark.parametrize("service", SERVICES)
async def test_the_migrations_make_exactly_the_tables_in_the_code(service: str) -> None:
    async with a_database(service) as urls:
        await asyncio.to_thread(command.check, configuration(service, urls.owner))
