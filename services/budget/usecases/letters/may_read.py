"""Who may read the letters about an initiative: its applicant, and staff who print them for who has no e-mail."""

from services.budget.domain.circle import Seat
from services.budget.store.tables import Initiative
from services.budget.usecases.keep_photo import check_own
from services.budget.usecases.say_yes import seats_of
from services.kit.caller import Caller, NotYours


def is_staff_of(caller: Caller, initiative: Initiative) -> bool:
    """Policy officers everywhere, area workers in their own area."""
    if caller.kind != "person":
        return False
    return caller.has_role("policy_officer") or Seat.WORKER in seats_of(caller, initiative.area_id)


def check_is_staff(caller: Caller, initiative: Initiative) -> None:
    """Raises NotYours."""
    if not is_staff_of(caller, initiative):
        raise NotYours(roles="policy_officer, area_worker")


def check_may_read(caller: Caller, initiative: Initiative) -> None:
    """Raises NotYours."""
    if not is_staff_of(caller, initiative):
        check_own(caller, initiative.id)
