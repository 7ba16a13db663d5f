"""A process of its own that closes a round, for a test that kills it: `python -m tests.budget.closing`, with settings
in the environment."""

import asyncio

from services.budget.main import create_app
from services.budget.settings import Settings


async def close() -> None:
    app = create_app(Settings(), run_worker=False)
    await app.state.worker.run_due()


if __name__ == "__main__":
    asyncio.run(close())
