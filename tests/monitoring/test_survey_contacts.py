"""Partners are invited to a survey by the mailbox the system has, when they gave it for that too."""

from uuid import UUID, uuid4

import pytest

from services.monitoring.contract.contacts import SetContact
from services.monitoring.contract.survey_refusals import ContactNotForSurveys
from services.monitoring.contract.surveys import InviteContacts, OpenSurvey
from tests.monitoring.surveys import a_draft, invited, mails_of
from tests.monitoring.world import World


async def a_partner(world: World, name: str, email: str, *, surveys: bool) -> UUID:
    partner = await world.a_partner(name)
    await world.officer.set_contact(partner, SetContact(email=email, surveys=surveys))
    return partner


async def test_only_a_mailbox_that_was_given_for_surveys_too_can_be_chosen(world: World) -> None:
    willing = await a_partner(world, "Graag", "graag@voorbeeld.nl", surveys=True)
    figures_only = await a_partner(world, "Alleen cijfers", "cijfers@voorbeeld.nl", surveys=False)
    draft = await a_draft(world)
    assert [each.name for each in await world.officer.contacts_to_invite(draft.id)] == ["Graag"]
    with pytest.raises(ContactNotForSurveys):
        await world.officer.invite_contacts(draft.id, InviteContacts(partner_ids=[willing, figures_only]))
    assert (await world.officer.survey_desk(draft.id)).invited == []


async def test_chosen_ones_come_beside_those_that_were_pasted_once_each_and_get_their_link(world: World) -> None:
    willing = await a_partner(world, "Graag", "Graag@voorbeeld.nl", surveys=True)
    later = await a_partner(world, "Later", "later@voorbeeld.nl", surveys=True)
    draft = await a_draft(world)
    await invited(world, draft.id, "partners", "geplakt@voorbeeld.nl")
    for _again in range(2):
        desk = await world.officer.invite_contacts(draft.id, InviteContacts(partner_ids=[willing]))
    assert [each.email for each in desk.invited] == ["geplakt@voorbeeld.nl", "graag@voorbeeld.nl"]
    assert [each.name for each in await world.officer.contacts_to_invite(draft.id)] == ["Later"]
    await world.officer.open_survey(draft.id, OpenSurvey(seen_version=draft.version), key=str(uuid4()))
    await world.officer.invite_contacts(draft.id, InviteContacts(partner_ids=[later]))
    assert {mail.to for mail in await mails_of(world)} == {
        "geplakt@voorbeeld.nl", "graag@voorbeeld.nl", "later@voorbeeld.nl",
    }  # fmt: skip
