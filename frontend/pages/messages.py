"""Mails: for officers which went out and which fail; for who asked, which they want."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import gettext_of, see_other
from frontend.forms.form import Form
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import VisitorDep
from services.budget.contract.messages import MailKind, MailPreferences
from services.profiles.contract.models import Role

router = APIRouter()


@router.get("/berichten")
async def messages(request: Request, visit: VisitorDep, alles: str = "") -> Response:
    """Those that fail first: they are what somebody must do something about."""
    visit.require(Role.POLICY_OFFICER)
    found = await visit.budget.messages(only_troubled=not alles)
    return render(request, "messages.html", found=found, words=_words(request), everything=bool(alles))


@router.get("/mijn-idee/{initiative_id}/mails")
async def preferences(request: Request, visit: VisitorDep, initiative_id: UUID) -> Response:
    budget = await visit.as_applicant(request, initiative_id)
    chosen = await budget.mail_preferences(initiative_id)
    wanted = [kind for kind in MailKind if kind not in chosen.unwanted]
    return render(request, "own_mails.html", id=initiative_id, kinds=_kinds(request), wanted=wanted)


@router.post("/mijn-idee/{initiative_id}/mails")
async def choose(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    """A box that is not ticked is a mail somebody does not want."""
    form, _ = Form(data, visit.language), gettext_of(request)
    budget = await visit.as_applicant(request, initiative_id)
    unwanted = [kind for kind in MailKind if not form[kind.value]]
    await budget.choose_mails(initiative_id, MailPreferences(unwanted=unwanted))
    return see_other(f"/mijn-idee/{initiative_id}", _("Je keuze is bewaard."))


def _kinds(request: Request) -> list[tuple[MailKind, str]]:
    _ = gettext_of(request)
    return [
        (MailKind.STEPS, _("Stappen onderweg: een voorstel, een bezwaar van een beslisser, of naar de hele gemeente")),
        (MailKind.PAID, _("Dat het geld is betaald")),
        (MailKind.JOURNAL, _("Een vraag of antwoord bij mijn kasboek")),
        (MailKind.RESULT, _("De vraag hoe het was")),
    ]


def _words(request: Request) -> dict[str, str]:
    """What the kinds of mail are called on a page; one that is not here keeps its own name."""
    _ = gettext_of(request)
    return {
        "mail.receipt": _("Ontvangst en code"),
        "mail.confirmed": _("Idee bevestigd"),
        "mail.new-code": _("Nieuwe code"),
        "mail.award": _("Besluit: ja"),
        "mail.refusal": _("Besluit: nee"),
        "mail.completion-asked": _("Vraag om aanvulling"),
        "mail.completed": _("Aanvulling binnen"),
        "mail.hear-first": _("Reageer voor een nee"),
        "mail.late": _("Antwoord te laat"),
        "mail.term-ends": _("Termijn loopt af (team)"),
        "mail.circle-code": _("Code voor wie beslist"),
        "mail.circle-idea": _("Nieuw idee (kring)"),
        "mail.circle-answer": _("Antwoord op een vraag (kring)"),
        "mail.circle-proposal": _("Voorstel (kring)"),
        "mail.circle-objection": _("Bezwaar bij een voorstel (kring)"),
        "mail.circle-term": _("Termijn loopt af (kring)"),
        "mail.objection": _("Brief over een bezwaar"),
        "mail.objection-extended": _("Bezwaar duurt langer"),
        "mail.paid": _("Betaald"),
        "mail.result-invited": _("Hoe was het?"),
        "mail.withdrawn": _("Idee ingetrokken"),
        "mail.voting-code": _("Code om te stemmen"),
        "mail.draft-link": _("Link om verder te typen"),
        "mail.award-changed": _("Besluit gewijzigd"),
        "mail.award-fixed": _("Bedrag vastgesteld"),
        "mail.payment-failed": _("Betaling mislukt"),
        "mail.question": _("Vraag van de kring"),
        "mail.waiting": _("Op de wachtlijst"),
        "mail.your-turn": _("Er kwam geld vrij"),
        "mail.signer": _("Code om mee te tekenen"),
        "mail.account-code": _("Code voor de rekening"),
        "mail.account-entered": _("Rekening ingevuld aan de balie"),
        "mail.account-changes": _("Andere rekening ingevuld"),
        "mail.account-taken": _("Rekening nagekeken: klopt"),
        "mail.account-refused": _("Rekening nagekeken: klopt niet"),
        "mail.account-reminder": _("Vul je rekening in"),
        "mail.proposal": _("Voorstel van de kring"),
        "mail.objected": _("Bezwaar van een beslisser"),
        "mail.to-city": _("Naar de hele gemeente"),
        "mail.journal-question": _("Vraag bij het kasboek"),
        "mail.journal-answer": _("Antwoord bij het kasboek"),
        "mail.journal-concern": _("De buurt wil praten"),
        "mail.journal-settled": _("Erover gepraat"),
        "mail.sample-check": _("Gekozen voor de steekproef"),
    }
