"""The kernel's own tables, the same in each service's database: idempotency keys, outbox, inbox, work."""

from sqlalchemy import Column, DateTime, Index, Integer, LargeBinary, MetaData, String, Table, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB

kit_metadata = MetaData()

idempotency_keys = Table(
    "idempotency_keys",
    kit_metadata,
    Column("key", String, primary_key=True),
    Column("caller", String, primary_key=True),
    Column("route", String, primary_key=True),
    Column("fingerprint", LargeBinary, nullable=False),
    Column("reply", JSONB, nullable=True),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
)
outbox_events = Table(
    "outbox_events",
    kit_metadata,
    Column("id", Uuid, primary_key=True),
    Column("event", JSONB, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
)
inbox_events = Table(
    "inbox_events",
    kit_metadata,
    Column("id", String, primary_key=True),
    Column("received_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
)
work = Table(
    "work",
    kit_metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", String, nullable=False),
    Column("payload", JSONB, nullable=False),
    Column("due_at", DateTime(timezone=True), nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("last_error", String, nullable=True),
    Index("ix_work_due_at", "due_at"),
)


def add_kit_tables(metadata: MetaData) -> None:
    """Put the kernel's tables into a service's metadata, so that its migrations make them."""
    for table in kit_metadata.tables.values():
        table.to_metadata(metadata)
