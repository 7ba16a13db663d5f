"""What makes the tests quicker and changes nothing else: each test has a new database and new apps, and all are alike.

Compiled SQL is kept for the whole process, as a service keeps it for the whole day. What was imported is no garbage and
is not looked through again each time; new garbage is collected in larger heaps. Together a third of the processor time.
"""

import gc

from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.util import LRUCache

HEAPS = (20_000, 20, 20)
"""Objects before the youngest are looked through (Python: 700), and how many of those before the older ones are."""


class AlikeDialect(PGDialect_asyncpg):
    """Equal to each other: all databases are of one server, and what is compiled for one is right for the next."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AlikeDialect)

    def __hash__(self) -> int:
        return hash(AlikeDialect)


_compiled: LRUCache[object, object] = LRUCache(5000)


def _share_compiled(connection: Connection) -> None:
    connection.execution_options(compiled_cache=_compiled)


def pytest_configure() -> None:
    registry.register("postgresql.asyncpg", __name__, AlikeDialect.__name__)
    event.listen(Engine, "engine_connect", _share_compiled)
    gc.set_threshold(*HEAPS)


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
