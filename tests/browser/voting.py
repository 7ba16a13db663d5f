"""A round of ballots by clicking: set, published, voted in on screens and by software, counted, made final."""

import csv
import io
import json
import re
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from uuid import uuid4

from playwright.sync_api import expect

from tests.browser.clicking import as_a, divide_the_money, mail_to, set_the_clock
from tests.browser.people import Somebody, Street

IDEAS = {
    "Een klimrek bij de school": 4_000,
    "Judo op woensdag": 1_500,
    "Muziek in het park": 1_500,
    "Huiswerkclub": 2_500,
    "Een eigen moestuin": 800,
    "Zwemmen in de vakantie": 3_000,
}
MONEY = "8.000"
ROUND = "Topidee van de buurt"
OPEN, CLOSED = "2020-03-09T12:00", "2020-03-16T20:01"


@dataclass(frozen=True)
class Software:
    """Who talks to budget without a browser."""

    address: str

    def post(self, path: str, body: object, key: str = "") -> dict[str, str]:
        headers = {"Content-Type": "application/json"} | ({"Idempotency-Key": key} if key else {})
        request = urllib.request.Request(f"{self.address}/v1/{path}", json.dumps(body).encode(), headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            found: dict[str, str] = json.load(answer)
            return found


def open_ideas(street: Street, software: Software) -> None:
    """Each told by somebody else, and confirmed with the code from the mail."""
    for words, euros in IDEAS.items():
        idea = {"areaId": "oosterparkwijk", "year": 2020, "what": f"{words}. Voor alle kinderen uit de buurt."}
        email = f"{uuid4().hex[:10]}@voorbeeld.nl"
        money = {"amountCents": euros * 100, "when": "In mei", "where": "Het plein"}
        told = software.post(
            "initiatives", {**idea, **money, "name": "Sanne", "contactEmail": email, "mayMail": True}, str(uuid4())
        )
        with street.somebody() as reader:
            code = re.search(r"\b\d{6}\b", mail_to(reader, email))
        assert code
        software.post(f"initiatives/{told['id']}/confirmation", {"code": code[0]})


def set_and_publish(street: Street) -> str:
    """By a policy officer; returns the address of the round's page."""
    with as_a(street, "Beleidsmedewerker") as officer:
        officer.follow("Stemmen")
        officer.follow("Zet een stemming op")
        officer.fill({"Naam van de stemming": ROUND, "Hoeveel is er te verdelen?": MONEY})
        line = officer.page.get_by_label("Over welk geld gaat het?")
        line.select_option(line.locator("option", has_text="Oosterparkwijk").first.get_attribute("value"))
        officer.fill(
            {
                "Wanneer gaat de stemming open?": "2020-03-02T09:00",
                "Wanneer gaat de stemming dicht?": "2020-03-16T20:00",
            }
        )
        officer.press("Zet klaar")
        officer.sees("De stemming staat klaar.")
        for words in IDEAS:
            officer.click(officer.page.get_by_label(re.compile(re.escape(words))))
        officer.press("Zet op het stembiljet")
        officer.sees("De plannen staan op het stembiljet.")
        officer.fill({"Waar is dit bekendgemaakt?": "Gemeenteblad 12"})
        officer.press("Maak bekend")
        officer.sees("Bekendgemaakt. De stemming gaat vanzelf open en dicht.")
        return officer.page.url.removesuffix("/opzet").removeprefix(officer.address)


def print_codes(street: Street, path: str, count: int) -> list[str]:
    """The file for who prints letters."""
    with as_a(street, "Beleidsmedewerker") as officer:
        officer.visit(f"{path}/opzet")
        officer.fill({"Hoeveel codes?": str(count)})
        officer.tick("Een bestand (CSV)")
        with officer.page.expect_download() as download:
            officer.press("Haal de codes op")
        sheet = download.value.path().read_text(encoding="utf-8-sig")
    return [row["code"] for row in csv.DictReader(io.StringIO(sheet), delimiter=";")]


def code_by_mail(street: Street, voter: Somebody, path: str) -> str:
    """Asked on the page of the round; it comes by mail."""
    email = f"{uuid4().hex[:10]}@voorbeeld.nl"
    voter.visit(path)
    voter.fill({"Je e-mailadres": email})
    voter.tick("Ik woon in")
    voter.press("Mail mij een code")
    voter.sees("We mailen je een code.")
    with street.somebody() as reader:
        code = re.search(r"\b[2-9A-Y]{5}-[2-9A-Y]{5}\b", mail_to(reader, email))
    assert code
    return code[0]


def vote(voter: Somebody, path: str, code: str, *plans: int) -> str:
    """From the page of the round to the receipt."""
    voter.visit(path)
    for number in plans:
        voter.click(voter.page.locator(f"#plan-{number}"))
    voter.fill({"Je code": code})
    voter.press("Kijk je stem na")
    voter.sees("Klopt je stem?", f"Je kiest {len(plans)} van de {len(IDEAS)} plannen")
    voter.press("Stem")
    voter.sees("Je stem is binnen")
    return voter.page.locator(".vv-receipt").inner_text()


def enter_paper(street: Street, path: str, ballots: dict[str, list[int]]) -> None:
    """Without taking a hand off the keyboard: code, Tab, numbers, Enter, and the next."""
    with as_a(street, "Beleidsmedewerker") as officer:
        officer.visit(f"{path}/papier")
        for code, plans in ballots.items():
            expect(officer.page.get_by_label("Code op het biljet")).to_be_focused()
            officer.page.keyboard.type(code)
            officer.page.keyboard.press("Tab")
            officer.page.keyboard.type(" ".join(map(str, plans)))
            officer.page.keyboard.press("Enter")
            expect(officer.page.get_by_label("Code op het biljet")).to_have_value("")
            officer.sees("De stem zit erin.")


def vote_by_software(software: Software, path: str, ballots: dict[str, list[int]]) -> None:
    """All at once, each sent twice: it counts once."""
    where = f"rounds/{path.rsplit('/', 1)[-1]}/ballots"

    def cast(ballot: tuple[str, list[int]]) -> None:
        body = {"code": ballot[0], "projects": ballot[1]}
        assert software.post(where, body)["receipt"] == software.post(where, body)["receipt"]

    with ThreadPoolExecutor(8) as many:
        list(many.map(cast, ballots.items()))


def ready(street: Street, software: Software) -> str:
    """A published split, open ideas, and a round that is open for votes."""
    divide_the_money(street)
    open_ideas(street, software)
    path = set_and_publish(street)
    set_the_clock(street, OPEN)
    return path
