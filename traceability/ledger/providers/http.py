"""Asks a witness over HTTP for its cosignature. The addresses are an operator's own words."""

import urllib.error
import urllib.request

from traceability.ledger.rules.notes import LARGEST_NOTE
from traceability.ledger.service.witnessing import Answer

SECONDS = 10


def ask(url: str, body: str) -> Answer:
    """What the witness under this prefix answers; status 0 if nobody does."""
    request = urllib.request.Request(  # noqa: S310 - http or https: see witnessing.trust
        f"{url}/add-checkpoint", data=body.encode(), headers={"Content-Type": "text/plain"}
    )
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            return Answer(answer.status, answer.read(LARGEST_NOTE).decode("utf-8", "replace"))
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.read(LARGEST_NOTE).decode("utf-8", "replace"))
    except (OSError, ValueError) as error:
        return Answer(0, str(error))
