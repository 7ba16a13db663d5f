"""What we keep of the keys of software, as the contract says it."""

from services.budget.contract.software import SoftwareKeyMade, SoftwareKeyView
from services.budget.store.software_tables import SoftwareKey
from services.budget.usecases.office import Office
from services.budget.usecases.software import state_of


def software_key_view(key: SoftwareKey, office: Office) -> SoftwareKeyView:
    return SoftwareKeyView(
        id=key.id,
        name=key.name,
        purpose=key.purpose,
        state=state_of(key, office),
        made_by=key.made_by,
        made_at=key.made_at,
        ends_on=key.ends_on,
        first_used_at=key.first_used_at,
        last_used_on=key.last_used_on,
        ended_by=key.ended_by,
        ended_at=key.ended_at,
    )


def software_key_made(key: SoftwareKey, text: str, office: Office) -> SoftwareKeyMade:
    """With the key itself, for the one reply in which it is shown."""
    return SoftwareKeyMade(**software_key_view(key, office).model_dump(), key=text)
