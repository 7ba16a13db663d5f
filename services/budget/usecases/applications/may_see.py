"""Who sees who asks: policy officers, and workers of that area (or of the whole city)."""

from services.budget.domain.circle import AREA_ROLES, CITY_ROLES, Seat
from services.kit.caller import Caller, NotYours


def check_staff(caller: Caller, area_id: str | None) -> None:
    """Raises NotYours."""
    worker = (CITY_ROLES if area_id is None else AREA_ROLES)[Seat.WORKER]
    if caller.kind != "person" or not (caller.has_role("policy_officer") or caller.has_role(worker, area_id)):
        raise NotYours(roles=f"policy_officer, {worker}")
