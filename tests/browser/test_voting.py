"""A whole round with 500 ballots: by clicking, on paper and by software; counted again from the file of its page."""

import hashlib
import json
import random
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from tests.browser.clicking import as_a, set_the_clock
from tests.browser.pages import look_at, look_at_english
from tests.browser.people import DESKTOP, NO_SCRIPT, PHONE, Street
from tests.browser.voting import (
    CLOSED,
    IDEAS,
    Software,
    code_by_mail,
    enter_paper,
    print_codes,
    ready,
    vote,
    vote_by_software,
)
from tests.support.installation import Installation

BALLOTS = 500
PLANS = range(1, len(IDEAS) + 1)


def test_a_round_from_set_to_final_and_counted_again(
    chromium: Browser, fresh_installation: Installation, tmp_path: Path
) -> None:
    desktop, phone, no_script = (
        Street(chromium, fresh_installation.address, screen) for screen in (DESKTOP, PHONE, NO_SCRIPT)
    )
    software = Software(f"http://127.0.0.1:{fresh_installation.port + 2}")
    wrong: list[str] = []
    path = ready(desktop, software)
    codes = print_codes(desktop, path, BALLOTS - 1)
    draw = random.Random(20200316)
    ballots = {code: sorted(draw.sample(PLANS, draw.randint(1, 4))) for code in codes}
    clicked, typed, sent = codes[:6], codes[6:9], codes[9:]

    with phone.somebody() as voter:
        mailed = code_by_mail(phone, voter, path)
        wrong += look_at(voter, "an open round")
        started = time.monotonic()
        first = vote(voter, path, mailed, 1, 3)
        print(f"\nvoting on a phone by script: {time.monotonic() - started:.1f} s")
        wrong += look_at(voter, "the receipt")
        voter.page.reload()
        voter.sees(first)
        voter.visit(path)
        voter.click(voter.page.locator("#plan-3"))
        voter.fill({"Je code": mailed})
        voter.press("Kijk je stem na")
        voter.sees("Klopt je stem?")
        voter.press("Terug, pas aan")
        voter.sees("Welke plannen wil jij?")
        assert voter.page.locator("#plan-3").is_checked()
        voter.click(voter.page.locator("#plan-2"))
        voter.press("Kijk je stem na")
        voter.sees("Klopt je stem?")
        wrong += look_at(voter, "the check of a ballot")
        voter.press("Stem")
        voter.sees("Met deze code is al anders gestemd.")
        wrong += look_at(voter, "a used code")
        assert voter.page.locator("#plan-2").is_checked()
    for number, code in enumerate(clicked):
        with (phone, desktop, no_script)[number % 3].somebody() as voter:
            vote(voter, path, code, *ballots[code])
    enter_paper(desktop, path, {code: ballots[code] for code in typed})
    vote_by_software(software, path, {code: ballots[code] for code in sent})
    with as_a(desktop, "Beleidsmedewerker") as officer:
        for page in ("opzet", "papier"):
            officer.visit(f"{path}/{page}")
            wrong += look_at(officer, page)
        officer.visit(f"{path}/opzet")
        officer.sees(f"{BALLOTS}")
        officer.fill({"Hoeveel codes?": "12"})
        officer.press("Haal de codes op")
        officer.sees("Print deze pagina nu.")
        wrong += look_at(officer, "a sheet with codes")
        officer.visit("/2020/stemmen/nieuw")
        officer.press("Zet klaar")
        officer.sees("Geef de stemming een naam")
        wrong += look_at(officer, "a round with mistakes")

    set_the_clock(desktop, CLOSED)
    winners = until_counted(desktop, path)
    with desktop.somebody() as anybody:
        anybody.visit(path)
        anybody.sees(f"{BALLOTS} mensen stemden.", "3 stemmen kwamen op papier.")
        wrong += look_at(anybody, "a counted round")
        with anybody.page.expect_download() as download:
            anybody.click(anybody.page.get_by_role("link", name=re.compile("Haal het bestand op")))
        file = tmp_path / download.value.suggested_filename
        download.value.save_as(file)
        anybody.sees(hashlib.sha256(file.read_bytes()).hexdigest())
        command = anybody.page.locator("code", has_text="voorveld tally").inner_text()
        anybody.visit("/2020/stemmen")
        wrong += look_at(anybody, "rounds of a year")
        anybody.visit(f"/taal/en?terug={path}")
        wrong += look_at_english(anybody, "a counted round")
    assert counted_again(command, file)["winners"] == winners

    with as_a(desktop, "Budgethouder") as approver:
        approver.visit(f"{path}/vaststelling")
        wrong += look_at(approver, "an outcome to confirm")
        approver.press("Stel de uitslag vast")
        approver.sees("Zet een vinkje, anders kun je de uitslag niet vaststellen")
        wrong += look_at(approver, "an outcome without the tick")
        approver.tick("Ik heb bij geen van deze plannen een eigen belang.")
        approver.press("Stel de uitslag vast")
        approver.sees("De uitslag is vastgesteld.", "Vastgesteld op 16 maart 2020")
        wrong += look_at(approver, "a final round")
    assert not wrong, "\n".join(wrong)


def until_counted(street: Street, path: str) -> list[str]:
    """The numbers of the winners in the order of winning. The count comes by itself, seconds after closing."""
    deadline = time.monotonic() + 40
    with street.somebody() as anybody:
        anybody.visit(path)
        while not anybody.page.get_by_role("heading", name="De uitslag", exact=True).count():
            assert time.monotonic() < deadline, "the round was not counted"
            time.sleep(0.3)
            anybody.page.reload()
        listed = anybody.page.locator(".vv-ideas").first.get_by_role("link").all_inner_texts()
    return [words.partition(".")[0] for words in listed]


def counted_again(command: str, file: Path) -> Any:
    """By the command as the page gives it."""
    program, tally, name, *options = command.split()
    assert (program, tally, name) == ("voorveld", "tally", file.name)
    said = subprocess.run(
        [sys.executable, "-m", "voorveld.cli", "tally", str(file), *options, "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(said.stdout)
