"""Values that show the components of the catalogue in every state."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

from catalog.certification.register import RegisterEntry
from catalog.certification.rules import (
    UNRECOGNISED,
    EvidenceGrade,
    Fact,
    Reason,
    Standing,
    Status,
)
from catalog.kernel.forms import HouseForm
from catalog.places.forms import PlacePart
from catalog.places.models import Province
from catalog.places.queries import CommuneHit, Resolution

FACT = Fact(
    id=1,
    product_id=1,
    stars=4,
    decision_number="0/QĐ-UBND",
    decision_date=date(2025, 3, 12),
    year=2025,
    issuer_name=None,
    issuer_level="province",
    valid_from=date(2025, 3, 12),
    valid_to=date(2028, 3, 12),
    validity_months=36,
    has_transition_grace=False,
    evidence_grade=EvidenceGrade.DECISION,
    evidence_source=None,
    revoked_on=None,
    revocation_decision=None,
    revocation_ground=None,
)


class SamplePlaceForm(PlacePart, HouseForm):
    """An address whose old name leads to two communes."""

    class Meta(HouseForm.Meta):
        csrf = False


def place_form() -> SamplePlaceForm:
    form = SamplePlaceForm()
    form.with_provinces([Province(code="92", name="Cần Thơ")])
    former = "phường Long Tuyền"
    offers = (
        CommuneHit("31183", "Phường Long Tuyền", "92", "Cần Thơ"),
        CommuneHit("31150", "Phường An Bình", "92", "Cần Thơ", former, is_part=True),
    )
    form.takes(Resolution(offers=offers))
    return form


def register_entries() -> list[RegisterEntry]:
    """One that runs, one revoked by a decision, one of which little is known."""
    revoked = replace(
        FACT,
        revoked_on=date(2026, 3, 1),
        revocation_decision="1/QĐ-UBND",
        revocation_ground="b",
    )
    press = replace(
        FACT, decision_number=None, decision_date=None, evidence_grade=EvidenceGrade.PRESS
    )
    places = ("HTX minh họa", "Xã Kon Gang, Gia Lai")
    valid = Standing(Status.VALID, 4, Reason.VALID_TO, FACT)
    gone = Standing(Status.REVOKED, 0, Reason.REVOKED, revoked)
    unknown = Standing(Status.UNKNOWN, 0, Reason.NO_END, press)
    return [
        RegisterEntry(valid, "Gạo thơm", "gao-thom", *places, is_demo=True),
        RegisterEntry(gone, "Mật ong", "mat-ong", *places, is_demo=True),
        RegisterEntry(unknown, "Trà", None, None, None, is_demo=True),
    ]


KNOWN = [("1", "Cà phê Đak Đoa"), ("2", "Mật ong"), ("3", "Tiêu sọ Đak Đoa")]


def samples() -> dict[str, Any]:
    """What the template of the catalogue's components needs."""
    return {
        "place_form": place_form(),
        "known_goods_sample": {
            value: SimpleNamespace(standing=entry.standing)
            for (value, _name), entry in zip(KNOWN, register_entries(), strict=True)
        },
        "register_entries": register_entries(),
        "standings": [
            Standing(Status.VALID, 4, Reason.VALID_TO, FACT),
            Standing(Status.IN_WINDOW, 5, Reason.IN_WINDOW, FACT),
            Standing(Status.LATE, 3, Reason.LATE, FACT),
            Standing(Status.GRACE, 3, Reason.GRACE, FACT),
            Standing(Status.VALID, 4, Reason.VALID_SINCE_YEAR, FACT),
            Standing(Status.EXPIRED, 0, Reason.EXPIRED, FACT),
            Standing(Status.REVOKED, 0, Reason.REVOKED, FACT),
            Standing(Status.UNKNOWN, 0, Reason.NO_END, FACT),
            Standing(Status.UNKNOWN, 0, Reason.NO_STARS, FACT),
            Standing(Status.NOT_RECOGNISED, 0, Reason.NO_EVIDENCE, FACT),
            UNRECOGNISED,
        ],
    }
