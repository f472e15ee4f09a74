"""Recognitions of a record that only the register made go to the product that is sold."""

from datetime import datetime

from sqlalchemy import Select, select, update

from catalog.certification.errors import AlreadyEntered, NothingToMove
from catalog.certification.models import Certificate, Recognition
from catalog.certification.signals import recognition_changed
from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.products.models import Product, ProductSuccessor
from catalog.products.signals import product_changed


def move_recognitions(
    actor: Actor, source: Product, target: Product, why: str, now: datetime
) -> list[Recognition]:
    """Give `target` all that `source` is recognised for; `source` is nobody's and hidden after.

    Name and set are those of the decision. A register taken in again follows the successor. The
    caller holds both products, has seen that nothing of `source` is for sale, and says why.
    Refused: NothingToMove, AlreadyEntered.
    """
    moved = list(session.scalars(_of(source.id)))
    if not moved:
        raise NothingToMove
    held = {one.decision_number for one in session.scalars(_of(target.id))} - {None}
    if held & {one.decision_number for one in moved}:
        raise AlreadyEntered
    sentence = f"Gắn công nhận của “{source.name}” ({_said(moved)}) vào hàng “{target.name}”. {why}"
    for one in moved:
        one.product_id = target.id
    certificates = update(Certificate).where(Certificate.product_id == source.id)
    session.execute(certificates.values(product_id=target.id))
    target.name, target.folded = source.name, source.folded
    target.product_set_id = source.product_set_id or target.product_set_id
    source.is_published, source.producer_id = False, None
    session.add(
        ProductSuccessor(
            product_id=source.id, successor_id=target.id, since=now, entered_by=actor.name
        )
    )
    session.flush()
    audit.record(actor, "certification.attach", target, sentence)
    for product_id in (source.id, target.id):
        product_changed.send(None, product_id=product_id)
        recognition_changed.send(None, product_id=product_id)
    return moved


def _of(product_id: int) -> Select[Recognition]:
    query = select(Recognition).where(Recognition.product_id == product_id)
    return query.order_by(Recognition.id)


def _said(moved: list[Recognition]) -> str:
    """ "4 sao, QĐ 437/QĐ-UBND; chưa rõ sao, năm 2021"."""
    return "; ".join(
        f"{f'{one.stars} sao' if one.stars else 'chưa rõ sao'}, "
        f"{f'QĐ {one.decision_number}' if one.decision_number else f'năm {one.year or 0}'}"
        for one in moved
    )
