"""What all tests share: one PostgreSQL, what makes them quick, and logs that speak only of errors."""

from services.kit.logging import configure_logging

pytest_plugins = ["tests.support.speed", "tests.support.postgres", "tests.support.prepared"]
configure_logging("tests", "ERROR")
