"""One POST to a partner. What is not answered in time may have been done: Unreachable says so."""

from typing import Protocol

import requests

from storefront.payment_partners.errors import Unreachable

SECONDS = (5, 15)
"""To connect, and to answer."""
LARGEST_ANSWER = 256 * 1024
JSON = "application/json; charset=UTF-8"
FORM = "application/x-www-form-urlencoded"


class Transport(Protocol):
    """Carries a call; a fake answers it at once."""

    def post(self, url: str, body: bytes, kind: str) -> bytes:
        """The body of the answer, whatever its status; raises Unreachable."""
        ...


class Internet:
    """The real one."""

    def post(self, url: str, body: bytes, kind: str) -> bytes:
        try:
            answer = requests.post(
                url,
                data=body,
                headers={"Content-Type": kind},
                timeout=SECONDS,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise Unreachable(type(error).__name__) from error
        if answer.status_code >= 500 or len(answer.content) > LARGEST_ANSWER:
            raise Unreachable(f"HTTP {answer.status_code}")
        return answer.content
