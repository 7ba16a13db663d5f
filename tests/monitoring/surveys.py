"""Builders of surveys, and the mails that went out."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from services.kit.work import Worker
from services.monitoring.contract.survey_follow import SurveyView
from services.monitoring.contract.surveys import (
    GiveAnswer,
    Invitee,
    InvitePeople,
    OpenSurvey,
    PointScore,
    PointText,
    Residents,
    SaveSurvey,
    StartSurvey,
)
from tests.monitoring.world import World

LAST_DAY = date(2020, 4, 20)
AFTER = datetime(2020, 4, 21, 8, tzinfo=UTC)
REMINDERS = [date(2020, 4, 10), date(2020, 4, 17)]


@dataclass(frozen=True)
class Mail:
    to: str
    subject: str
    text: str


async def a_draft(world: World, residents: Residents = "link", points: int = 3) -> SurveyView:
    made = await world.officer.start_survey(
        StartSurvey(year=2020, title="Sociale basis", closes_on=LAST_DAY), key=str(uuid4())
    )
    body = SaveSurvey(
        title="Sociale basis",
        introduction="Voor de sociale basis van 2021.",
        points=[PointText(name=each.name, statement=each.statement) for each in made.points[:points]],
        closes_on=LAST_DAY,
        remind_on=REMINDERS,
        residents=residents,
        seen_version=made.version,
    )
    return await world.officer.save_survey(made.id, body)


async def invited(world: World, survey_id: UUID, group: str, *addresses: str) -> None:
    people = [Invitee(email=address) for address in addresses]
    await world.officer.invite_to_survey(survey_id, InvitePeople(group=group, people=people))  # type: ignore[arg-type]


async def opened(
    world: World, partners: int = 6, associations: int = 5, residents: Residents = "link"
) -> tuple[SurveyView, list[str]]:
    """An open survey, and the links by number: partners first."""
    draft = await a_draft(world, residents)
    if partners:
        await invited(world, draft.id, "partners", *(f"partner{at:02d}@voorbeeld.nl" for at in range(partners)))
    if associations:
        await invited(world, draft.id, "associations", *(f"vereniging{at:02d}@club.nl" for at in range(associations)))
    survey = await world.officer.open_survey(draft.id, OpenSurvey(seen_version=draft.version), key=str(uuid4()))
    own = [mail for mail in await mails_of(world) if str(draft.id) in mail.text]
    mails = sorted(own, key=lambda mail: (not mail.to.startswith("partner"), mail.to))
    return survey, [link_in(mail) for mail in mails]


async def mails_of(world: World, subject: str = "") -> list[Mail]:
    """Every mail that was sent so far, with this in its subject."""
    await worker(world).run_due()
    folder: Path = world.app.state.settings.data / "mail"
    mails = [message_from_bytes(file, policy=default) for file in _in_order(folder)]
    read = [Mail(str(mail["To"]), str(mail["Subject"]), mail.get_content()) for mail in mails]
    return [mail for mail in read if subject in mail.subject]


def _in_order(folder: Path) -> list[bytes]:
    return [file.read_bytes() for file in sorted(folder.glob("*.eml"))]


def link_in(mail: Mail) -> str:
    """The secret of the personal link in a mail."""
    page = next(word for word in mail.text.split() if "/vragenlijst/" in word)
    return str(page.split("#")[0].rsplit("/", 1)[1])


def an_answer(scores: dict[int, int], *, well: str = "", better: str = "", **whose: str) -> GiveAnswer:
    given = [PointScore(point=point, score=score) for point, score in scores.items()]
    return GiveAnswer(scores=given, goes_well=well, can_be_better=better, **whose)


def worker(world: World) -> Worker:
    found: Worker = world.app.state.worker
    return found


async def at(world: World, moment: datetime) -> None:
    """Move the clock and do what is due then."""
    world.clock.moment = moment
    await worker(world).run_due()


async def closed(world: World, **sizes: Any) -> SurveyView:
    """A survey that everybody invited answered, and closed: scores go round, everybody wrote something."""
    survey, personal = await opened(world, **sizes)
    for number, link in enumerate(personal):
        body = an_answer({1: number % 5 + 1, 2: 4}, well=f"Goed {number}", better=f"Beter {number}", link=link)
        await world.client.answer_survey(survey.id, body)
    await at(world, AFTER)
    return await world.client.survey(survey.id)
