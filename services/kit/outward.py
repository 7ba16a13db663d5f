"""Which addresses of others we may post to: on the public internet, checked each time by the number behind the name.

Who tells us an address could name a machine of ours (server-side request forgery), or a name that changes its number
between the check and the call. So the number is looked up and checked here, and the call goes to exactly that number.
"""

import asyncio
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

LONGEST = 500
_NAT64 = IPv6Network("64:ff9b::/96")
Number = IPv4Address | IPv6Address


class NotAllowed(Exception):
    """Not an address we post to; `why` is `not-https`, `not-an-address` or `not-public`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class NoSuchHost(Exception):
    """The name has no number, at least now."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where to post: the address as it was told, and the number it was checked with."""

    host: str
    number: Number
    url: str

    @property
    def numbered(self) -> str:
        """The same address with the number in place of the name."""
        parts = urlsplit(self.url)
        shown = f"[{self.number}]" if self.number.version == 6 else str(self.number)
        return parts._replace(netloc=f"{shown}:{parts.port}" if parts.port else shown, fragment="").geturl()


def is_public(number: Number) -> bool:
    """Whether a number is somebody else's on the internet; one that carries another number inside is not."""
    if isinstance(number, IPv6Address) and (
        number.ipv4_mapped or number.sixtofour or number.teredo or number in _NAT64 or number.is_site_local
    ):
        return False
    return number.is_global and not number.is_multicast


def read_address(url: str, *, loopback: bool) -> SplitResult:
    """The parts of an address of the right form. `loopback`: development, where http to this machine is allowed.

    Raises NotAllowed.
    """
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError as error:
        raise NotAllowed("not-an-address") from error
    if not host or "@" in parts.netloc or len(url) > LONGEST or not url.isascii() or any(c.isspace() for c in url):
        raise NotAllowed("not-an-address")
    if parts.scheme != "https" and not (loopback and parts.scheme == "http"):
        raise NotAllowed("not-https")
    return parts


async def destination_of(url: str, *, loopback: bool) -> Destination:
    """Look up and check. Every number of the name must be public. Raises NotAllowed, NoSuchHost."""
    parts = read_address(url, loopback=loopback)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NoSuchHost from error
    numbers = [ip_address(str(address[0]).partition("%")[0]) for *_, address in found]
    here = loopback and all(number.is_loopback for number in numbers)
    if not numbers or not (here or all(is_public(number) for number in numbers)):
        raise NotAllowed("not-public")
    if parts.scheme == "http" and not here:
        raise NotAllowed("not-https")
    return Destination(host, numbers[0], url)
