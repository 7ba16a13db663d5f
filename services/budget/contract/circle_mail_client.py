"""The part of the typed client that is about mail to who decides: one method per route."""

from services.budget.contract.circle_mail import (
    AskCircleMail,
    CheckCircleMailLink,
    CircleMailView,
    ConfirmCircleMail,
    EndCircleMail,
    EndCircleMailByLink,
)
from services.kit.http import ServiceClient


class CircleMailClient(ServiceClient):
    async def circle_mail(self, area_id: str | None) -> CircleMailView:
        """Whether mail comes to the caller. Raises NotOfThisCircle."""
        return await self._ask(CircleMailView, "GET", "/v1/circle-mail", query={"areaId": area_id})

    async def ask_circle_mail(self, body: AskCircleMail, *, key: str) -> CircleMailView:
        """A code is mailed; for the address that gets mail already it becomes a year longer.

        Raises NotOfThisCircle, TooManyCircleCodes.
        """
        return await self._ask(CircleMailView, "POST", "/v1/circle-mail", body=body, key=key)

    async def confirm_circle_mail(self, body: ConfirmCircleMail) -> CircleMailView:
        """Raises NoCircleMail, WrongCode, TooManyCodes."""
        return await self._ask(CircleMailView, "POST", "/v1/circle-mail/confirmation", body=body)

    async def end_circle_mail(self, body: EndCircleMail) -> CircleMailView:
        """By hand; ending what is not there changes nothing."""
        return await self._ask(CircleMailView, "POST", "/v1/circle-mail/ending", body=body)

    async def check_circle_mail_link(self, body: CheckCircleMailLink) -> None:
        """Ends nothing. Raises NoCircleMail for a link that ends nothing any more."""
        await self._ask(type(None), "POST", "/v1/circle-mail/link-checks", body=body)

    async def end_circle_mail_by_link(self, body: EndCircleMailByLink) -> CircleMailView:
        """Without signing in. Raises NoCircleMail."""
        return await self._ask(CircleMailView, "POST", "/v1/circle-mail/ending-by-link", body=body)
