"""What a person may set for one installation, read from VOORVELD_* once per command."""

from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

CHECKOUT = Path(__file__).resolve().parent.parent
SERVICES = ("profiles", "budget", "monitoring")
"""In the order their ports follow the frontend's, which is also the order in which calls point back."""


class RunSettings(BaseSettings):
    """The settings of the command line; the services read their own from the same environment."""

    model_config = SettingsConfigDict(env_prefix="VOORVELD_", frozen=True, extra="ignore")

    municipality: str = Field("GM0014", pattern=r"^GM\d{4}$")
    data: Path = Path()
    mode: Literal["development", "production"] = "development"
    port: int = Field(8000, ge=1, le=65532)
    public_url: str = ""
    cbs_v3_url: str = "https://opendata.cbs.nl/ODataFeed/OData"
    cbs_v4_url: str = "https://datasets.cbs.nl/odata/v1/CBS"

    @model_validator(mode="before")
    @classmethod
    def _fill_in(cls, values: dict[str, object]) -> dict[str, object]:
        municipality = values.get("municipality") or "GM0014"
        data = Path(str(values.get("data") or CHECKOUT / ".voorveld" / str(municipality))).absolute()
        public_url = values.get("public_url") or f"http://localhost:{values.get('port') or 8000}"
        return {**values, "data": data, "public_url": public_url}

    def port_of(self, name: str) -> int:
        """Return the port of the frontend or of a service."""
        return self.port + ("frontend", *SERVICES).index(name)

    def url_of(self, name: str) -> str:
        """Return the address at which the other processes of this machine reach one."""
        return f"http://127.0.0.1:{self.port_of(name)}"
