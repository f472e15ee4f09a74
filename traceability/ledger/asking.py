"""Asks every witness for its cosignature of the newest checkpoint, between transactions."""

from collections.abc import Callable

from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from traceability.ledger import queries
from traceability.ledger.models import Witness
from traceability.ledger.providers.http import ask
from traceability.ledger.service import witnessing
from traceability.ledger.service.witnessing import Answer

Ask = Callable[[str, str], Answer]
TRIES = 2
"""A witness that knows another size than we thought is asked once more, from there."""


def ask_witnesses(post: Ask = ask) -> dict[str, str | None]:
    """What each witness that was behind said: None for a cosignature, else why not."""
    signed = queries.find_checkpoint()
    if signed is None:
        return {}
    behind = session.scalars(select(Witness.name).where(Witness.size < signed.size)).all()
    return {name: _ask(name, post) for name in behind}


def _ask(name: str, post: Ask) -> str | None:
    said: str | None = None
    for _ in range(TRIES):
        witness, signed = session.get(Witness, name), queries.find_checkpoint()
        if witness is None or signed is None:
            return said
        url, body = witness.url, witnessing.request_for(witness, signed)
        size = signed.size
        session.close()  # no transaction waits for somebody else's server
        answer = post(url, body)
        with transaction():
            witness, signed = session.get(Witness, name), queries.get_checkpoint(size)
            if witness is None:
                return said
            if witnessing.accept(witness, signed, answer, clock.now()):
                return None
            said = witness.said
        if answer.status != 409:
            return said
    return said
