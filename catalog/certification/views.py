"""The public register of recognitions."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from catalog.certification import labels
from catalog.certification.register import PAGE, RegisterFilter, list_register
from catalog.certification.rules import Status
from catalog.kernel import clock
from catalog.kernel.text import nfc
from catalog.kernel.web import page_number
from catalog.places.queries import list_provinces
from catalog.product_sets.queries import list_groups

bp = Blueprint("certification", __name__)


@bp.get("/so-dang-ky")
def register() -> ResponseReturnValue:
    """Every recognition by its decision, expired and revoked ones too."""
    today, page, wanted = clock.today(), page_number(), asked()
    entries, total = list_register(wanted, today, offset=(page - 1) * PAGE)
    return render_template(
        "catalog/certification/register.html",
        entries=entries,
        total=total,
        page=page,
        pages=-(-total // PAGE),
        wanted=wanted,
        provinces=list_provinces(),
        groups=list_groups(today),
        statuses=labels.STATUS,
        is_demo=any(entry.is_demo for entry in entries),
    )


def asked() -> RegisterFilter:
    """The filter in the address; what cannot be read asks for nothing."""
    given = request.args
    stars, number, status = given.get("sao", ""), given.get("bo", ""), given.get("tinh-trang", "")
    return RegisterFilter(
        text=nfc(given.get("q", "")[:200]),
        province=given.get("tinh", "")[:2] or None,
        group=given.get("nhom", "")[:80] or None,
        set_number=int(number)
        if number.isascii() and number.isdigit() and len(number) < 3
        else None,
        stars=int(stars) if stars in ("3", "4", "5") else None,
        status=Status(status) if status in set(Status) else None,
    )
