"""Yields with their sources, and an officer as the second person: /quan-tri/dinh-muc."""

import re

from sqlalchemy import func, select

from catalog.kernel.db import session
from tests.factories.catalog import TODAY
from tests.traceability.entry.conftest import Yard
from tests.traceability.entry.test_seller_views import milling
from tests.visitor import Visitor
from traceability.events.models import Event, YieldRequest

CAP = {
    "name": "Xay bột",
    "input_unit": "kg",
    "output_unit": "kg",
    "most": "0,85",
    "since": TODAY.isoformat(),
    "source": "Biên bản đo ngày 01/11/2026",
}


def test_a_yield_is_entered_with_its_source(visitor: Visitor) -> None:
    visitor.sign_in("desk.see", "events.oversee")
    assert "Chưa có định mức nào" in visitor.get("/quan-tri/dinh-muc")
    for values in ({"source": ""}, {"most": "nhiều"}, {"most": "0"}, {"input_unit": "tạ"}):
        visitor.post("/quan-tri/dinh-muc", 422, **{**CAP, **values})
    page = visitor.post("/quan-tri/dinh-muc", **CAP)
    assert "0,85 kg mỗi kg" in page
    assert "Biên bản đo" in page


def test_an_officer_stands_behind_an_event_or_sends_it_back(seller: Visitor, yard: Yard) -> None:
    url = yard.url(yard.harvest, "ghi", "che-bien")
    for key in "ab":
        seller.post(url, **milling(key=key * 32, out_amount="81", reason="Có thêm nước"))
    seller.sign_in("desk.see", "events.oversee", number=7)
    page = seller.get("/quan-tri/dinh-muc")
    first, second = sorted(set(re.findall(r"dinh-muc/(\d+)/dong-y", page.html)))
    assert "tên hai người" in seller.post(f"/quan-tri/dinh-muc/{first}/dong-y")
    seller.post(f"/quan-tri/dinh-muc/{second}/tra-lai", reason="Cân lại đã")
    assert session.scalar(select(func.count()).select_from(Event)) == 1
    decided = session.scalars(select(YieldRequest.decision).order_by(YieldRequest.id)).all()
    assert decided == ["confirmed", "refused"]
    assert "Không có việc nào chờ" in seller.get("/quan-tri/dinh-muc")


def test_others_do_not_see_it(seller: Visitor) -> None:
    seller.get("/quan-tri/dinh-muc", 403)
