"""The database of profiles for one command: a server of your own, a running Voorveld's, or one started for it."""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from urllib.parse import quote

import asyncpg

from services.kit.database import Database
from voorveld.data_folder import held_data_folder
from voorveld.migrate import behind
from voorveld.postgres import EmbeddedPostgres
from voorveld.refusal import Busy, Refusal
from voorveld.roles import make_roles_and_databases
from voorveld.settings import RunSettings
from voorveld.standalone_postgres import running


@contextmanager
def profiles_url(settings: RunSettings) -> Iterator[str]:
    """The address for the length of the block. Raises Refusal before the first `voorveld migrate`."""
    if (url := os.environ.get("PROFILES_DATABASE_URL")) or (url := asyncio.run(_of_a_running_voorveld(settings.data))):
        yield url
    else:
        with held_data_folder(settings) as data, running(EmbeddedPostgres(data)) as server:
            databases = asyncio.run(make_roles_and_databases(server))
            if "profiles" in asyncio.run(behind(databases)):
                raise Refusal("The database has no tables yet. Run `voorveld migrate` first.")
            yield databases["profiles"].app


@asynccontextmanager
async def profiles_database(url: str) -> AsyncIterator[Database]:
    """Profiles' tables, as the service itself reaches them."""
    database = Database(url)
    try:
        yield database
    finally:
        await database.close()


async def _of_a_running_voorveld(data: Path) -> str | None:
    """The server that `voorveld run` holds on this folder; None when there is none."""
    socket, passwords = data / "socket", data / "passwords.json"
    if not socket.exists() or not passwords.exists():
        return None
    password = json.loads(passwords.read_text()).get("profiles_app")
    url = f"postgresql://profiles_app:{password}@/profiles?host={quote(socket.read_text(), safe='/')}"
    try:
        connection = await asyncpg.connect(url, timeout=5)
    except (OSError, TimeoutError):
        return None
    except asyncpg.PostgresError as error:
        raise Busy(f"The database of the Voorveld that runs on {data} does not answer yet: {error}.") from error
    await connection.close()
    return url
