"""An option in the address that a write does not know is refused: overlooked, it would do something else."""

from tests.kit.small_app import SmallApp
from tests.support.apps import a_person

NOTE = {"title": "A note"}


async def test_a_write_refuses_what_its_route_does_not_know_and_reading_lets_it_be(bare: SmallApp) -> None:
    async with bare.client(a_person(), accept_language="en") as client:
        refused = await client.post("/v1/echoes?dryrun=true&x=1", json=NOTE)
        assert refused.status_code == 400
        assert [error["field"] for error in refused.json()["errors"]] == ["dryrun", "x"]
        assert refused.json()["errors"][0]["detail"] == "Nothing can be asked in the address here. Take this out."
        assert (await client.post("/v1/echoes", json=NOTE)).status_code == 200
        assert (await client.get("/v1/public?utm_source=mail")).status_code == 200
