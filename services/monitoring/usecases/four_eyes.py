"""Who of the municipality may judge what a partner delivers: nobody who belongs to that partner."""

from uuid import UUID

from services.kit.caller import Caller
from services.monitoring.contract.delivery_refusals import OwnPartner


def require_officer_of_another(caller: Caller, partner_id: UUID) -> None:
    """Raises NotYours for who is no policy officer, OwnPartner for one who belongs to this partner too."""
    caller.require_role("policy_officer")
    if caller.has_role("partner_member", str(partner_id)):
        raise OwnPartner
