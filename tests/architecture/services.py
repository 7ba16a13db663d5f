"""The three services' apps, wired without a database, for tests that read how they are made."""

from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import gettempdir

from fastapi import FastAPI

from tests.support.apps import shared_settings

SERVICES = ("profiles", "budget", "monitoring")


@cache
def app_of(service: str) -> FastAPI:
    """The app of a service as its main.py makes it."""
    settings_class = import_module(f"services.{service}.settings").Settings
    told = shared_settings(service, Path(gettempdir())) | {"database_url": "postgresql://nobody@localhost:1/none"}
    app: FastAPI = import_module(f"services.{service}.main").create_app(settings_class(**told), run_worker=False)
    return app
