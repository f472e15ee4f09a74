"""The desk for recognitions: find, enter by decision, look at, revoke by decision."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.certification import labels, queries
from catalog.certification.errors import (
    AlreadyEntered,
    DateOutOfRange,
    DecisionUnreadable,
    RevokedTooEarly,
    RubricUnknown,
)
from catalog.certification.forms import DecisionForm, RevocationForm
from catalog.certification.register import PAGE, list_register
from catalog.certification.rules import standing_of
from catalog.certification.service.recognising import enter_recognition, revoke_recognition
from catalog.certification.views import asked
from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.i18n import _
from catalog.kernel.text import nfc
from catalog.kernel.web import current_actor, page_number, requires
from catalog.product_sets.queries import list_rubrics
from catalog.products import queries as products

bp = Blueprint("certification_operator", __name__, url_prefix="/quan-tri/cong-nhan")


@bp.get("")
@requires("certification.see")
def recognitions() -> ResponseReturnValue:
    """Every recognition, searched and filtered."""
    page, wanted = page_number(), asked()
    entries, total = list_register(wanted, clock.today(), offset=(page - 1) * PAGE)
    return render_template(
        "catalog/certification/recognitions.html",
        entries=entries,
        total=total,
        page=page,
        pages=-(-total // PAGE),
        wanted=wanted,
        statuses=labels.STATUS,
        is_demo=any(entry.is_demo for entry in entries),
    )


@bp.get("/moi")
@requires("certification.enter")
def choose_product() -> ResponseReturnValue:
    """Find the product that a decision is about."""
    text = nfc(request.args.get("q", "")[:200])
    found = products.list_named(text) if text else []
    return render_template("catalog/certification/choose_product.html", text=text, found=found)


@bp.route("/moi/<int:product_id>", methods=["GET", "POST"])
@requires("certification.enter")
def enter(product_id: int) -> ResponseReturnValue:
    """Enter a recognition of this product. The address may name its decision and the day."""
    product = products.get_product_by_id(product_id)
    form = DecisionForm(number=nfc(request.args.get("so", "")[:60]), decided_on=_day_asked())
    form.with_rubrics(list_rubrics())
    if form.validate_on_submit():
        try:
            with transaction():
                made = enter_recognition(current_actor(), product_id, form.decision(), clock.now())
                recognition_id = made.id
        except (DecisionUnreadable, AlreadyEntered) as error:
            form.refuse(error, "number")
        except (DateOutOfRange, RubricUnknown) as error:
            form.refuse(error, "decided_on")
        else:
            flash(_("Đã ghi công nhận."))
            return redirect(url_for(".recognition", recognition_id=recognition_id))
    return render_template("catalog/certification/enter.html", product=product, form=form)


def _day_asked() -> date | None:
    try:
        return date.fromisoformat(request.args.get("ngay", ""))
    except ValueError:
        return None


@bp.get("/<int:recognition_id>")
@requires("certification.see")
def recognition(recognition_id: int) -> ResponseReturnValue:
    """One recognition: what it is worth today, and on what it rests."""
    today = clock.today()
    found = queries.get_recognition(recognition_id)
    fact = queries.get_fact(recognition_id, today)
    return render_template(
        "catalog/certification/recognition.html",
        recognition=found,
        standing=standing_of(fact, today, queries.deadlines_on(today)),
        is_demo=found.is_demo,
    )


@bp.route("/<int:recognition_id>/thu-hoi", methods=["GET", "POST"])
@requires("certification.revoke")
def revoke(recognition_id: int) -> ResponseReturnValue:
    """Revoke a recognition by a decision."""
    form = RevocationForm()
    today = clock.today()
    if form.validate_on_submit():
        try:
            with transaction():
                revoke_recognition(current_actor(), recognition_id, *form.chosen(), today)
        except DecisionUnreadable as error:
            form.refuse(error, "number")
        except RevokedTooEarly as error:
            form.refuse(error, "revoked_on")
        else:
            flash(_("Đã thu hồi công nhận. Sao không còn hiện từ ngày thu hồi."))
            return redirect(url_for(".recognition", recognition_id=recognition_id))
    found = queries.get_recognition(recognition_id)
    return render_template("catalog/certification/revoke.html", recognition=found, form=form)
