"""What each of the four processes finds in its environment (the table in docs/architecture.md)."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from voorveld.keys import ISSUERS, signing_keys, trusted_keys
from voorveld.roles import DatabaseUrls
from voorveld.settings import SERVICES, RunSettings

SECRETS = ("SIGNING_KEY", "DATABASE_URL", "OWNER_DATABASE_URL", "ACCOUNT_KEY")


def environments(settings: RunSettings, data: Path, databases: Mapping[str, DatabaseUrls]) -> dict[str, dict[str, str]]:
    """Return the environment of each process: what all share, and its own secrets only."""
    keys = signing_keys(data)
    shared = _shared(settings, data, keys)
    return {
        name: {**shared, **_own(name, settings, keys[name], databases.get(name)), **_set_by_hand(name)}
        for name in ISSUERS
    }


def migration_environment(databases: Mapping[str, DatabaseUrls]) -> dict[str, str]:
    """Return the environment of `voorveld migrate`, the only one that knows the owners."""
    apps = {f"{name.upper()}_DATABASE_URL": urls.app for name, urls in databases.items()}
    owners = {f"{name.upper()}_OWNER_DATABASE_URL": urls.owner for name, urls in databases.items()}
    return {**os.environ, **apps, **owners}


def _shared(settings: RunSettings, data: Path, keys: Mapping[str, str]) -> dict[str, str]:
    """Return what all may know; VOORVELD_TRUSTED_KEYS may be set by hand, with the keys that go with it."""
    inherited = {name: value for name, value in os.environ.items() if not name.endswith(SECRETS)}
    return {
        "VOORVELD_TRUSTED_KEYS": trusted_keys(keys),
        **inherited,
        **{f"VOORVELD_{service.upper()}_URL": settings.url_of(service) for service in SERVICES},
        "VOORVELD_MUNICIPALITY": settings.municipality,
        "VOORVELD_DATA": str(data),
        "VOORVELD_MODE": settings.mode,
        "VOORVELD_PUBLIC_URL": settings.public_url,
        "PYTHONUNBUFFERED": "1",
    }


def _own(name: str, settings: RunSettings, key: str, urls: DatabaseUrls | None) -> dict[str, str]:
    prefix = name.upper()
    own = {f"{prefix}_SIGNING_KEY": key}
    if urls:
        others = [settings.url_of(service) for service in SERVICES if service != name]
        own |= {f"{prefix}_DATABASE_URL": urls.app, f"{prefix}_SUBSCRIBERS": json.dumps(others)}
    return own


def _set_by_hand(name: str) -> dict[str, str]:
    prefix = name.upper()
    names = (f"{prefix}_SIGNING_KEY", f"{prefix}_SUBSCRIBERS", f"{prefix}_ACCOUNT_KEY")
    return {variable: os.environ[variable] for variable in names if variable in os.environ}
