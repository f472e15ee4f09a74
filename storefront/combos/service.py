"""Writes of combos: made and priced by whoever packs, agreed to by whose goods are in them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.kernel.money import format_dong
from catalog.kernel.text import numbered, slugify
from storefront.combos import labels, queries, rules
from storefront.combos.errors import (
    AnsweredAlready,
    CannotBeSold,
    DaysInDisorder,
    FeeTooHigh,
    InAlready,
    NotToBeIn,
    OfferMoved,
    TooManyParts,
)
from storefront.combos.models import Combo, ComboPart, ComboPrice, ComboSale
from storefront.combos.rules import PartState


@dataclass(frozen=True)
class Facts:
    """What whoever makes a combo says of it; `picture` None keeps the one there is."""

    name: str
    story: str | None
    price: int
    packing_fee: int
    sells_from: date
    sells_to: date | None
    picture: str | None = None


def make(actor: Actor, packer_id: int, facts: Facts, now: datetime) -> Combo:
    """A combo with nothing in it yet, packed by this producer."""
    if not (actor.works_for(packer_id) or actor.may("combos.change")):
        raise NotFound
    _check(facts)
    start = slugify(facts.name) or "hop-qua"
    combo = Combo(
        slug=numbered(start, queries.taken_slugs(start)),
        packer_id=packer_id,
        made_by=actor.name,
        made_at=now,
        **_columns(facts),
    )
    session.add(combo)
    session.flush()  # for the id that hangs on it
    _note_price(combo, actor, now)
    audit.record(actor, "combos.make", combo, f"Lập hộp quà {combo.name}.", price=combo.price)
    return combo


def change(actor: Actor, combo_id: int, facts: Facts, now: datetime) -> Combo:
    """Say something else of a combo. Another price or fee is asked about where it gives less."""
    combo = _changeable(actor, combo_id)
    _check(facts)
    before = (combo.price, combo.packing_fee)
    for name, value in _columns(facts).items():
        setattr(combo, name, value)
    if (combo.price, combo.packing_fee) != before:
        _note_price(combo, actor, now)
        _offer_anew(combo, actor, now)
    price, fee = format_dong(combo.price), format_dong(combo.packing_fee)
    sentence = f"Sửa hộp quà {combo.name}: giá {price}, tiền gói {fee}."
    audit.record(actor, "combos.change", combo, sentence)
    return combo


def _check(facts: Facts) -> None:
    if facts.sells_to and facts.sells_to < facts.sells_from:
        raise DaysInDisorder
    if facts.packing_fee >= facts.price:
        raise FeeTooHigh


def _columns(facts: Facts) -> dict[str, object]:
    given = {name: value for name, value in vars(facts).items() if name != "picture"}
    return {**given, "picture": facts.picture} if facts.picture else given


def _note_price(combo: Combo, actor: Actor, now: datetime) -> None:
    session.add(
        ComboPrice(
            combo_id=combo.id,
            price=combo.price,
            packing_fee=combo.packing_fee,
            since=now,
            entered_by=actor.name,
        )
    )


def add_part(
    actor: Actor,
    combo_id: int,
    variant_id: int,
    quantity: int,
    story: str | None,
    now: datetime,
) -> ComboPart:
    """Put goods in. Those of others wait for their household's word.

    Raises NotToBeIn, InAlready or TooManyParts.
    """
    combo = _changeable(actor, combo_id)
    variant = queries.find_goods(variant_id, local_date(now))
    if variant is None or not 1 <= quantity <= rules.MOST_OF_ONE:
        raise NotToBeIn
    if any(one.variant_id == variant_id for one in combo.parts):
        raise InAlready
    if len(combo.parts) >= rules.MOST_PARTS:
        raise TooManyParts
    part = ComboPart(variant=variant, quantity=quantity, story=story, state=PartState.ASKED.value)
    combo.parts.append(part)
    _offer_anew(combo, actor, now)
    session.flush()  # for the id the page names
    sentence = f"Cho {quantity} × {variant.product.name} vào hộp quà {combo.name}."
    audit.record(actor, "combos.add_part", combo, sentence, variant=variant_id)
    return part


def remove_part(actor: Actor, combo_id: int, part_id: int, now: datetime) -> None:
    """Take goods out; taking out twice is as good as once."""
    combo = _changeable(actor, combo_id)
    part = next((one for one in combo.parts if one.id == part_id), None)
    if part is None:
        return
    combo.parts.remove(part)
    _offer_anew(combo, actor, now)
    sentence = f"Bỏ {part.variant.product.name} khỏi hộp quà {combo.name}."
    audit.record(actor, "combos.remove_part", combo, sentence, variant=part.variant_id)


def ask_again(actor: Actor, combo_id: int, part_id: int, now: datetime) -> None:
    """Ask the household of a part once more, at what it brings today."""
    combo = _changeable(actor, combo_id)
    part = next((one for one in combo.parts if one.id == part_id), None)
    if part is None:
        raise NotFound
    _open(part)
    _offer_anew(combo, actor, now)
    sentence = f"Hỏi lại về {part.variant.product.name} trong hộp quà {combo.name}."
    audit.record(actor, "combos.ask", combo, sentence, part=part_id)


def publish(actor: Actor, combo_id: int, now: datetime) -> Combo:
    """Open the sale; raises CannotBeSold with what is missing."""
    combo = _changeable(actor, combo_id)
    found = queries.offered(combo, local_date(now))
    if found.obstacle and not found.may_be_published:
        raise CannotBeSold(labels.OBSTACLE[found.obstacle])
    combo.is_published = True
    audit.record(actor, "combos.publish", combo, f"Mở bán hộp quà {combo.name}.")
    return combo


def withdraw(actor: Actor, combo_id: int) -> Combo:
    """Close the sale. Orders that were placed stand."""
    combo = _changeable(actor, combo_id)
    combo.is_published = False
    audit.record(actor, "combos.withdraw", combo, f"Thôi bán hộp quà {combo.name}.")
    return combo


def agree(actor: Actor, part_id: int, seen: int, now: datetime) -> ComboPart:
    """One's goods go into somebody's combo for at least what was `seen`.

    Raises AnsweredAlready, or OfferMoved when it brings something else by now.
    """
    part = _asked(actor, part_id)
    if _net_of(part, now) != seen:
        raise OfferMoved
    _accept(part, seen, actor, now)
    what = f"{part.variant.product.name} tham gia hộp quà {part.combo.name}"
    sentence = f"{what}, mỗi hộp nhận ít nhất {format_dong(seen)}."
    audit.record(actor, "combos.agree", part.combo, sentence, part=part_id, net=seen)
    return part


def decline(actor: Actor, part_id: int, now: datetime) -> ComboPart:
    """One's goods do not go into somebody's combo."""
    part = _asked(actor, part_id)
    _close(part, PartState.DECLINED, actor, now)
    sentence = f"{part.variant.product.name} không tham gia hộp quà {part.combo.name}."
    audit.record(actor, "combos.decline", part.combo, sentence, part=part_id)
    return part


def leave(actor: Actor, part_id: int, now: datetime) -> ComboPart:
    """Take part no more: the combo is not sold from now on; orders that were placed stand."""
    part = queries.get_taking_part(actor, part_id)
    if part.state != PartState.AGREED:
        raise AnsweredAlready
    _close(part, PartState.LEFT, actor, now)
    sentence = f"{part.variant.product.name} thôi tham gia hộp quà {part.combo.name}."
    audit.record(actor, "combos.leave", part.combo, sentence, part=part_id)
    return part


def hold(combo_ids: Collection[int]) -> set[int]:
    """Keep these combos as they are until the commit; gives the producers of what is in them.

    Who takes part no more waits for the order, or is seen by it.
    """
    if not combo_ids:
        return set()
    query = select(Combo.id).where(Combo.id.in_(combo_ids)).order_by(Combo.id)
    session.execute(query.with_for_update(read=True)).all()
    found = queries.list_by_id(combo_ids).values()
    return {part.variant.product.producer_id or 0 for one in found for part in one.parts}


def note_sale(combo_id: int, quantity: int, now: datetime) -> ComboSale:
    """What a purchase bought of a combo for one parcel, as it was."""
    combo = queries.list_by_id([combo_id])[combo_id]
    sale = ComboSale(
        combo_id=combo.id,
        name=combo.name,
        slug=combo.slug,
        quantity=quantity,
        price=combo.price,
        packer_id=combo.packer_id,
        packer_name=combo.packer.name,
        packer_phone=combo.packer.phone,
        sold_at=now,
    )
    session.add(sale)
    session.flush()  # for the id the orders name
    return sale


def _changeable(actor: Actor, combo_id: int) -> Combo:
    combo = queries.get_combo(actor, combo_id, lock=True)
    if not (actor.works_for(combo.packer_id) or actor.may("combos.change")):
        raise NotFound
    return combo


def _asked(actor: Actor, part_id: int) -> ComboPart:
    part = queries.get_taking_part(actor, part_id)
    if part.state != PartState.ASKED:
        raise AnsweredAlready
    return part


def _net_of(part: ComboPart, now: datetime) -> int:
    return queries.offered(part.combo, local_date(now)).share_of(part.id).net


def _offer_anew(combo: Combo, actor: Actor, now: datetime) -> None:
    """One's own goods need no answer; who agreed to more than they bring now is asked again."""
    for part, share in queries.offered(combo, local_date(now)).parts:
        if actor.works_for(part.variant.product.producer_id or 0):
            _accept(part, share.net, actor, now)
        elif part.state == PartState.AGREED and share.net < (part.agreed_net or 0):
            _open(part)


def _accept(part: ComboPart, net: int, actor: Actor, now: datetime) -> None:
    part.state, part.agreed_net = PartState.AGREED.value, net
    part.answered_by, part.answered_at = actor.name, now


def _open(part: ComboPart) -> None:
    part.state, part.agreed_net = PartState.ASKED.value, None
    part.answered_by, part.answered_at = None, None


def _close(part: ComboPart, state: PartState, actor: Actor, now: datetime) -> None:
    part.state, part.agreed_net = state.value, None
    part.answered_by, part.answered_at = actor.name, now
