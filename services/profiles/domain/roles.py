"""Within what a role holds: an area, a partner, or the whole municipality."""

from enum import StrEnum


class Reach(StrEnum):
    """What `within` of a membership names."""

    AREA = "area"
    PARTNER = "partner"
    MUNICIPALITY = "municipality"


REACH_OF: dict[str, Reach] = {
    "policy_officer": Reach.MUNICIPALITY,
    "approver": Reach.MUNICIPALITY,
    "council_member": Reach.MUNICIPALITY,
    "area_worker": Reach.AREA,
    "area_resident": Reach.AREA,
    "city_worker": Reach.MUNICIPALITY,
    "city_resident": Reach.MUNICIPALITY,
    "partner_member": Reach.PARTNER,
}
