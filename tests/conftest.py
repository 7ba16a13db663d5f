"""What all tests share: one PostgreSQL."""

pytest_plugins = ["tests.support.postgres"]
