"""What a plan on the ballot says besides its cost, in a round with themes or parts."""

from pydantic import ConfigDict

from services.budget.contract.round_choices import ThemeName
from services.budget.contract.rounds import ProjectNumber
from services.budget.contract.sources import PositiveCents
from services.kit.contract import Request


class SetProjectTerms(Request):
    """Both as they will stand: `theme` one of the round or none, `least_cents` what its people can do with too."""

    model_config = ConfigDict(str_strip_whitespace=True)

    version: int
    number: ProjectNumber
    theme: ThemeName | None = None
    least_cents: PositiveCents | None = None
