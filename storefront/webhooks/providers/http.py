"""One POST to a checked address.

The name is looked up once, every address it has must be of the open internet, and the
connection goes to the very address that was checked: a name that leads elsewhere a moment later
(DNS rebinding) leads nowhere. No proxy, no redirect, no more than SECONDS in all.
"""

import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urlsplit

from storefront.webhooks import rules

SECONDS = 15
MOST_READ = 4096


class NotReached(Exception):
    """Nobody answered, or not in time; another try may help."""


class NotAllowed(Exception):
    """The address leads where news may not go."""


class Pinned(HTTPConnection):
    """Connects to `address`, whatever the name says; TLS is checked against the name."""

    def __init__(self, host: str, port: int, address: str, *, is_secure: bool) -> None:
        super().__init__(host, port, timeout=SECONDS)
        self._address, self._is_secure = address, is_secure

    def connect(self) -> None:
        sock = socket.create_connection((self._address, self.port), SECONDS)
        if self._is_secure:
            context = ssl.create_default_context()
            sock = context.wrap_socket(sock, server_hostname=self.host)
        self.sock = sock


def post(url: str, body: bytes, heads: Mapping[str, str], *, is_demo: bool) -> int:
    """Send and return the status. Raises NotReached or NotAllowed."""
    if rules.find_fault(url, is_demo=is_demo):
        raise NotAllowed("address")
    parts = urlsplit(url)
    is_secure = parts.scheme == "https"
    host, port = parts.hostname or "", parts.port or (443 if is_secure else 80)
    address = look_up(host, port, is_demo=is_demo)
    connection = Pinned(host, port, address, is_secure=is_secure)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    # Each read may take SECONDS; a receiver that sends a byte now and then must not hold us.
    alarm = threading.Timer(SECONDS, _cut, [connection])
    alarm.daemon = True
    alarm.start()
    try:
        connection.request("POST", path, body, dict(heads))
        return _status_of(connection.getresponse())
    except (OSError, HTTPException, ValueError) as error:
        raise NotReached(f"{type(error).__name__}: {error}") from error
    finally:
        alarm.cancel()
        connection.close()


def look_up(host: str, port: int, *, is_demo: bool) -> str:
    """The address to connect to. Raises NotReached, or NotAllowed if any address is private."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotReached(f"name: {error}") from error
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    if not addresses:
        raise NotReached("name: no address")
    if not is_demo and not all(rules.is_public(one) for one in addresses):
        raise NotAllowed("private address")
    return addresses[0]


def _status_of(answer: HTTPResponse) -> int:
    answer.read(MOST_READ)
    return answer.status


def _cut(connection: HTTPConnection) -> None:
    sock = connection.sock
    if sock is not None:
        with suppress(OSError):  # it ended by itself meanwhile
            sock.shutdown(socket.SHUT_RDWR)
