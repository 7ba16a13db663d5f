"""Every kind of mail has a name on the page of mails: no officer reads a slug of ours."""

import re
from pathlib import Path

from voorveld.settings import CHECKOUT

CATALOGUE = CHECKOUT / "services" / "budget" / "locale" / "nl.po"
PAGE = Path("frontend/pages/messages.py")


def test_each_mail_with_a_subject_has_a_name_on_the_page() -> None:
    sent = set(re.findall(r'msgid "(mail\.[a-z-]+)\.subject"', CATALOGUE.read_text()))
    named = set(re.findall(r'"(mail\.[a-z-]+)": _\(', (CHECKOUT / PAGE).read_text()))
    assert len(sent) > 20
    assert sent - named == set()
