"""Every form of the site is checked, every page knows its visitor, and each layer imports only what is its own."""

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts
from starlette.routing import Mount

from frontend.main import create_app
from frontend.security import checked_form
from frontend.settings import Settings
from frontend.visitor import visitor
from tests.architecture.services import SERVICES, app_of
from tests.support.apps import shared_settings

ROOT = Path(__file__).parents[2]
NO_PAGES = ("/health/", "/static")
CHANGES = {"POST", "PUT", "PATCH", "DELETE"}
MOST_LINES = 300
OUR_WORDS = {
    *("area", "neighbourhood", "district", "region", "municipality", "indicator", "figure", "ceiling", "posting"),
    *("ledger", "initiative", "idea", "applicant", "circle", "resident", "worker_seat", "stake", "award", "partner"),
    *("agreement", "kpi", "submission", "receipt", "conference", "officer", "approver", "council", "child", "children"),
    *("gebied", "buurt", "wijk", "gemeente", "initiatief", "verdeling", "plafond", "toekenning", "aanvrager", "kring"),
}
KNOWN_IN_KIT = {
    # Kinds of caller are what a token says, and who may say it is decided here.
    "caller.py": {"applicant", "partner"},
    # One installation is one municipality: all processes are told which.
    "settings.py": {"municipality"},
}


@cache
def site() -> FastAPI:
    told = shared_settings("frontend", Path(gettempdir()))
    return create_app(Settings(**told))


def dependencies(dependant: Dependant) -> Iterator[Callable[..., Any] | None]:
    for needed in dependant.dependencies:
        yield needed.call
        yield from dependencies(needed)


def routes_of(app: FastAPI) -> dict[str, list[Callable[..., Any] | None]]:
    """Per route, as `GET /…`, what its signature asks for, and what that asks for."""
    found: dict[str, list[Callable[..., Any] | None]] = {}
    for route in iter_route_contexts(app.routes):
        if route.path and not route.path.startswith(NO_PAGES):
            found[f"{min(route.methods or '?')} {route.path}"] = list(dependencies(route.dependant))
    return found


def python_files(*folders: str) -> list[Path]:
    found = (file for folder in folders for file in (ROOT / folder).rglob("*.py"))
    return [file for file in found if not {"node_modules", "__pycache__"} & set(file.parts)]


def imports_of(file: Path) -> set[str]:
    """The modules a file imports, also inside a function."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def importing(packages: set[str], *folders: str) -> set[str]:
    files = python_files(*folders)
    assert files
    return {
        str(file.relative_to(ROOT))
        for file in files
        if packages & {name.partition(".")[0] for name in imports_of(file)}
    }


def test_the_site_has_pages_and_forms() -> None:
    """What the tests below look at is really there."""
    methods = {route.partition(" ")[0] for route in routes_of(site())}
    assert methods == {"GET", "POST"}
    assert any(isinstance(route, Mount) and route.path == "/static" for route in site().routes)


def test_every_form_of_the_site_is_checked_to_be_ours() -> None:
    forms = {route: asked for route, asked in routes_of(site()).items() if route.partition(" ")[0] in CHANGES}
    assert len(forms) > 5
    assert [route for route, asked in forms.items() if checked_form not in asked] == []


def test_every_page_knows_its_visitor() -> None:
    assert [route for route, asked in routes_of(site()).items() if visitor not in asked] == []


@pytest.mark.parametrize("app", ["site", *SERVICES])
def test_nothing_happens_after_the_answer(app: str) -> None:
    """A dependency that yields ends when the client has heard "done" already, and holds what it has until then."""
    routes = routes_of(site() if app == "site" else app_of(app))
    yielding = {
        f"{route}: {asked.__name__}"
        for route, needed in routes.items()
        for asked in needed
        if inspect.isgeneratorfunction(asked) or inspect.isasyncgenfunction(asked)
    }
    assert yielding == set()


def test_the_kit_has_not_one_word_of_our_domain() -> None:
    found = {}
    for file in [*python_files("services/kit"), *(ROOT / "services/kit/locale").glob("*.po")]:
        words = set(re.findall(r"[a-z]+", re.sub(r"([a-z])([A-Z])", r"\1 \2", file.read_text()).lower()))
        words |= {word.removesuffix("s") for word in words}
        if ours := words & OUR_WORDS - KNOWN_IN_KIT.get(file.name, set()):
            found[file.name] = ours
    assert found == {}


def test_one_file_knows_the_http_library() -> None:
    assert importing({"httpx", "requests", "aiohttp", "urllib3"}, "services", "frontend", "voorveld") == {
        "services/kit/http.py"
    }


def test_the_site_knows_no_database() -> None:
    assert importing({"sqlalchemy", "sqlmodel", "alembic", "asyncpg", "psycopg"}, "frontend") == set()


def test_a_migration_imports_nothing_of_ours() -> None:
    folders = [f"migrations/{service}/versions" for service in SERVICES]
    assert importing({"services", "frontend", "voorveld"}, *folders) == set()


def test_files_stay_short() -> None:
    files = python_files("services", "frontend", "voorveld", "tests")
    too_long = {str(file.relative_to(ROOT)) for file in files if len(file.read_text().splitlines()) > MOST_LINES}
    assert too_long == set(), "which verb wants a file of its own?"
