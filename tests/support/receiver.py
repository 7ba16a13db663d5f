"""A partner's receiver of webhooks at a real address of this machine: keeps what came, answers what it is told."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class Receiver:
    url: str = ""
    answers: list[int] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
        self.bodies.append(await reader.readexactly(int(headers.get("content-length", "0"))))
        self.headers.append(headers)
        status = self.answers.pop(0) if self.answers else 204
        moved = b"Location: /elsewhere\r\n" if status == 302 else b""
        writer.write(b"HTTP/1.1 %d X\r\n%sContent-Length: 0\r\nConnection: close\r\n\r\n" % (status, moved))
        await writer.drain()
        writer.close()


@asynccontextmanager
async def a_receiver(
    *answers: int, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
) -> AsyncIterator[Receiver]:
    """`answers`: statuses in order; 204 after that."""
    receiver = Receiver(answers=list(answers))
    server = await asyncio.start_server(receiver.take, "127.0.0.1", 0, ssl=tls)
    receiver.url = f"{'https' if tls else 'http'}://{host}:{server.sockets[0].getsockname()[1]}/hook"
    async with server:
        yield receiver
