"""Invented baskets and orders for the style guide."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from catalog.kernel import clock
from catalog.products.models import Product, Variant
from storefront.basket.rules.lines import LineFacts
from storefront.claims import labels as claims
from storefront.closures.labels import off_words
from storefront.closures.rules import Off
from storefront.disclosures.queries import Document
from storefront.disclosures.rules import Section
from storefront.inventory import labels as stock_labels
from storefront.inventory.models import StockItem, StockTap
from storefront.inventory.rules import Availability, BatchStock, Tap
from storefront.inventory.shelves import Shelf, ShelfItem
from storefront.legal.rules import blocks_of
from storefront.orders import labels
from storefront.orders.rules import CALLED_OFF, STEPS
from storefront.payments.rules import Slip
from storefront.payments.vietqr import picture
from storefront.payments.vietqr.rules import build
from storefront.payouts.rules import Split
from storefront.reviews.rules import Summary
from storefront.shipping.labels import CARRIER, TRACK
from storefront.styleguide.ahead_samples import sample_promise
from traceability.batches.models import Batch

RELEASED = datetime(2026, 11, 1, tzinfo=UTC)


def samples() -> dict[str, Any]:
    """What templates/storefront/styleguide/_buying.html shows."""
    slip = sample_slip()
    plenty, few = availability(20), availability(3)
    return {
        "sample_closed": Off(is_shop=True, back_on=date(2026, 12, 4), words="Nhà có giỗ."),
        "off_words": off_words,
        "sample_shelves": _shelves(),
        "stock_words_of": stock_labels,
        "sample_line": line(plenty),
        "sample_line_dearer": line(few, variant_id=2, price_shown=89_000),
        "sample_line_gone": line(Availability(), variant_id=3),
        "sample_variants": [
            {"id": 1, "name": "gói 500 g", "price": 95_000, "is_on_sale": True},
            {"id": 2, "name": "gói 1 kg", "price": 180_000, "is_on_sale": True},
            {"id": 3, "name": "gói 250 g", "price": 52_000, "is_on_sale": True},
        ],
        "sample_availability": {1: plenty, 2: few, 3: Availability()},
        "sample_promise": sample_promise(),
        "sample_changes": [
            {"to_status": "placed", "at": RELEASED},
            {"to_status": "packed", "at": RELEASED + timedelta(hours=5)},
            {"to_status": "cancelled", "at": RELEASED + timedelta(hours=1)},
        ],
        **after_sale_samples(),
        "sample_slip": slip,
        "sample_slip_picture": picture.data_uri(slip.payload),
        "sample_carriers": CARRIER,
        "sample_track": TRACK,
        "sample_parcel": {
            "carrier": "vnpost",
            "tracking_number": "EA123456789VN",
            "track_state": "in_transit",
            "inspection": "look",
            "events": [
                {"at": RELEASED, "state": "picked_up", "place": "Ia Băng"},
                {"at": RELEASED + timedelta(hours=9), "state": "in_transit", "place": None},
            ],
        },
        "order_steps": STEPS,
        "order_short": labels.SHORT,
        "order_called_off": CALLED_OFF,
        **amendment_samples(),
        "sample_document": sample_document(),
        "sample_blocks": blocks_of("Đoạn văn.\n\n- Một ý\n- Ý nữa"),
    }


def amendment_samples() -> dict[str, Any]:
    """An order of which a seller could not send all."""
    return {
        "sample_order_lines": sample_order_lines(),
        "contact_fields": labels.CONTACT_FIELD,
        "sample_contact_changes": [
            {"at": RELEASED, "by": "seller", "field": "street", "old": "12 Hòa Bình"},
            {"at": RELEASED, "by": "buyer", "field": "note", "old": None},
        ],
        "order_parties": labels.PARTY,
        "order_reasons": labels.EVERY_REASON,
        "sample_amendments": [
            {
                "position": 1,
                "kind": "cut",
                "at": RELEASED + timedelta(hours=2),
                "by": "seller",
                "reason": "damaged: Một gói rách",
                "total": -100_000,
                "shipping_fee": -5_000,
                "shipping_discount": 0,
                "lines": [
                    {
                        "quantity": -1,
                        "line": {"product_name": "Cà phê rang xay", "variant_name": "gói 500 g"},
                    }
                ],
            },
            {
                "position": 2,
                "kind": "add",
                "at": RELEASED + timedelta(hours=3),
                "by": "buyer",
                "reason": None,
                "total": 100_000,
                "shipping_fee": 5_000,
                "shipping_discount": 0,
                "lines": [
                    {
                        "quantity": 1,
                        "line": {"product_name": "Cà phê rang xay", "variant_name": "gói 500 g"},
                    }
                ],
            },
        ],
    }


def sample_order_lines() -> list[dict[str, Any]]:
    return [
        {
            "id": 1,
            "product_name": "Cà phê rang xay",
            "variant_name": "gói 500 g",
            "batch_code": "B26-7K3QF9",
            "best_before": date(2027, 11, 1),
            "stars": 4,
            "quantity": 2,
            "unit_price": 95_000,
            "line_total": 190_000,
            "list_price": 100_000,
            "lowest_price": 98_000,
            "discount": 19_000,
        }
    ]


def after_sale_samples() -> dict[str, Any]:
    return {
        "sample_split": Split(190_000, 30_000, 0, -10_260, -2_850, 0),
        "sample_split_owing": Split(190_000, 30_000, -20_000, -9_330, -2_590, 220_000),
        "sample_claim": sample_claim(),
        "sample_ratings": Summary(12, 52),
        "sample_ratings_few": Summary(1, 5),
        "sample_review": sample_review(),
        "sample_question": {
            "id": 1,
            "author": "Mận",
            "text": "Rang ngày nào?",
            "asked_at": RELEASED,
            "answer": "Rang mỗi sáng thứ hai.",
        },
        "claim_kinds": claims.KIND,
        "claim_wishes": claims.WISH,
        "claim_statuses": claims.STATUS,
        "claim_parties": labels.PARTY,
    }


def sample_review() -> dict[str, Any]:
    return {
        "id": 1,
        "author": "Mận, Cần Thơ",
        "points": 4,
        "text": "Thơm, rang vừa.",
        "picture": None,
        "hidden_at": None,
        "batch_code": "B26-7K3QF9",
        "written_at": RELEASED,
        "edited_at": None,
        "answer": "Cảm ơn bạn.",
    }


def sample_claim() -> dict[str, Any]:
    goods = {
        "product_name": "Cà phê rang xay",
        "variant_name": "gói 500 g",
        "batch_code": "B26-7K3QF9",
    }
    step = {"words": None, "amount": None, "at": RELEASED}
    return {
        "kind": "damaged",
        "wish": "refund",
        "text": "Gói rách một góc.",
        "picture": None,
        "due_at": RELEASED + timedelta(hours=72),
        "lines": [{"quantity": 1, "line": goods}],
        "steps": [
            {**step, "to_status": "asked", "by": "buyer"},
            {
                **step,
                "to_status": "refunding",
                "by": "seller",
                "amount": 95_000,
                "words": "Xin lỗi, chúng tôi hoàn tiền.",
            },
        ],
    }


def sample_slip() -> Slip:
    number = "DH26K7Q2M9N"
    return Slip(
        bank="Ngân hàng minh họa",
        account="0000000000",
        holder="CHO XA MINH HOA",
        amount=225_000,
        purpose=f"OCOP {number}",
        payload=build("000000", "0000000000", 225_000, f"OCOP {number}"),
        until=RELEASED,
    )


def sample_document() -> Document:
    return Document(
        "vi",
        [
            Section(
                "Người bán: HTX minh họa Ia Băng",
                (("Địa chỉ", "Xã Ia Băng, Gia Lai"), ("Mã số thuế", None)),
                ("Nhận hàng từ 03/11/2026 đến 05/11/2026",),
                (("2 × Cà phê rang xay, gói 500 g, 95.000 ₫", "190.000 ₫"),),
            )
        ],
        [],
    )


def _shelves() -> list[Shelf]:
    """A shelf just pressed, and one that comes back tomorrow."""
    product = Product(name="Trà vỏ cà phê")
    plenty = Variant(id=901, name="hộp 20 gói", price=120_000, product=product)
    paused = Variant(id=902, name="hộp 40 gói", price=230_000, product=product)
    item = StockItem(id=901, batch=Batch(code="B26-4K7Q2M-X"), on_hand=14, allocated=2)
    pressed = StockTap(id=901, kind=Tap.LESS.value, moved={"901": -1})
    tomorrow = clock.today() + timedelta(days=1)
    return [
        Shelf(plenty, [ShelfItem(item, 12, None)], pressed),
        Shelf(paused, [ShelfItem(item, 12, None)], back_on=tomorrow),
        Shelf(Variant(id=903, name="túi thử", price=15_000, product=product)),
    ]


def availability(units: int) -> Availability:
    stock = BatchStock(
        item_id=1,
        variant_id=1,
        batch_id=1,
        code="B26-7K3QF9",
        best_before=date(2027, 11, 1),
        released_at=RELEASED,
        recall_state="normal",
        on_hand=units,
        allocated=0,
    )
    return Availability(units, (stock,))


def line(left: Availability, **values: Any) -> LineFacts:
    given = {
        "variant_id": 1,
        "product_id": 1,
        "product_name": "Cà phê rang xay",
        "product_slug": "ca-phe-rang-xay",
        "variant_name": "gói 500 g",
        "quantity": 2,
        "price": 95_000,
        "price_shown": 95_000,
        "weight_g": 550,
        "is_for_sale": True,
        "seller_id": 1,
        "seller_name": "HTX minh họa Ia Băng",
        "seller_place": "Xã Ia Băng, Gia Lai",
        "is_seller_verified": True,
        "is_demo": True,
        "picture": None,
        "availability": left,
    }
    return LineFacts(**{**given, **values})
