"""What each service promises on the wire is committed beside it, so that a change of it is seen in review.

After a wanted change: VOORVELD_SNAPSHOT=1 .venv/bin/pytest tests/architecture/test_openapi_snapshot.py
"""

import json
import os
from pathlib import Path

import pytest

from services.kit.openapi import describe
from tests.architecture.services import SERVICES, app_of

CHECKOUT = Path(__file__).parents[2]


@pytest.mark.parametrize("service", SERVICES)
def test_the_description_is_the_one_that_was_agreed(service: str) -> None:
    snapshot = CHECKOUT / "services" / service / "openapi.json"
    now = json.dumps(describe(app_of(service)), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    if os.environ.get("VOORVELD_SNAPSHOT"):
        snapshot.write_text(now)
    assert now == snapshot.read_text(), "the API changed; look at the difference, then take a new snapshot (see above)"
