"""Mail for who decides, in the example year: an address of their own, and news that comes there."""

import re

from voorveld import example_texts as texts
from voorveld.browser import NotAsExpected
from voorveld.example_stage import YEAR, Stage, newest_mail


async def follow_by_mail(stage: Stage, area: str, resident: str) -> None:
    """Who decides leaves an address of their own, confirmed with a code; news of the circle comes there."""
    where = f"/{YEAR}/gebieden/{area}/mails"
    async with stage.somebody("bewoner", resident) as member:
        page = await member.send(await member.visit(where), where, email=texts.CIRCLE_ADDRESS)
        await stage.settle()
        mail = await newest_mail(member, texts.CIRCLE_ADDRESS, says="Vul deze code in")
        code = re.search(r"\b(\d{6})\b", mail.words)
        if code is None:
            raise NotAsExpected(f"no code in the mail: {mail.words[:300]}")
        (await member.send(page, f"{where}/code", code=code[1])).must_say("Vanaf nu mailen we je")
    stage.step("A resident of the circle asks for mail", "at an address of their own, until the link in a mail ends it")


async def hears_by_mail(stage: Stage, title: str) -> None:
    """Of an idea that came in meanwhile, with the link that ends the mails."""
    await stage.settle()
    async with stage.somebody() as reader:
        await newest_mail(reader, texts.CIRCLE_ADDRESS, says=f"Nieuw idee: {title}")
    stage.step("Who decides hears of the new idea by mail", title)
