"""What profiles tells others. Within v1 only additions."""

from uuid import UUID

from services.kit.contract import EventData, Timestamp
from services.profiles.contract.models import Role

ROLE_ENDED = "nl.voorveld.profiles.role-ended.v1"
PERSON_FORGOTTEN = "nl.voorveld.profiles.person-forgotten.v1"


class RoleEnded(EventData):
    """Somebody has a role no more: an officer ended it, or its last day is over.

    `roles_left`: what they still are within the same area, partner or municipality (`within` none), so that who keeps
    something for a place knows whether it is still theirs. Given again, a role ends with another event.
    """

    person_id: UUID
    role: Role
    within: str | None
    ended_at: Timestamp
    roles_left: list[Role]


class PersonForgotten(EventData):
    """Nobody here knows this person any more; what others keep of them by this id ends too."""

    person_id: UUID
