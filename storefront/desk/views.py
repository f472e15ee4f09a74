"""The operators' frame, and the pages that belong to no single feature."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectChoice

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.i18n import _
from catalog.kernel.text import nfc
from catalog.kernel.web import current_actor, page_number, requires
from catalog.producers.labels import LEGAL_FORM
from catalog.producers.queries import get_producer_by_id
from catalog.producers.rules import LegalForm
from storefront.accounts.labels import MEMBER_ROLE
from storefront.desk import queries, service
from storefront.desk.forms import AuditFilterForm
from storefront.desk.navigation import ACCOUNT, GROUPS, OVERVIEW
from storefront.desk.queries import AuditFilter, Figures
from storefront.navigation import link_to, open_groups, open_places
from storefront.onboarding.labels import STATE
from storefront.onboarding.queries import find_application
from storefront.onboarding.rules import ShopState

bp = Blueprint("desk", __name__, url_prefix="/quan-tri")


@bp.app_template_global()
def desk_frame() -> dict[str, Any]:
    """What layouts/desk.html shows around a page."""
    return {
        "first": open_places((OVERVIEW,)),
        "groups": open_groups(GROUPS),
        "last": open_places((ACCOUNT,)),
    }


@bp.get("")
@requires("desk.see")
def overview() -> ResponseReturnValue:
    """What is open, in figures that lead to the work."""
    tiles = tiles_of(queries.figures_on(clock.today()))
    return render_template("storefront/desk/overview.html", tiles=tiles)


def tiles_of(figures: Figures) -> list[dict[str, Any]]:
    """Each figure with its words, the page behind it, and whether it needs somebody."""
    return [
        {"count": count, "label": label, "url": link_to(endpoint), "is_urgent": urgent and count}
        for count, label, endpoint, urgent in (
            (figures.problems, _("báo lỗi đang mở"), "scans_operator.problems", True),
            (figures.stopped, _("lô đang giữ hoặc thu hồi"), "recalls_operator.recalls", True),
            (figures.unverified, _("người bán chờ xác minh"), "onboarding_operator.shops", True),
            (figures.proposals, _("vùng trồng chờ ghi vào sổ"), "areas_operator.areas", True),
            (
                figures.star_requests,
                _("hàng chờ gắn sao từ sổ"),
                "star_requests_operator.requests",
                True,
            ),
            (figures.late_orders, _("đơn quá ngày hẹn"), "orders_operator.orders", True),
            (
                figures.ending,
                _("công nhận hết hạn trong 90 ngày tới"),
                "certification_operator.recognitions",
                False,
            ),
            (figures.money, _("khoản tiền chờ đối chiếu"), "inbox_operator.receipts", True),
            (
                figures.claims,
                _("yêu cầu đổi trả chờ quyết định"),
                "claims_operator.claims",
                True,
            ),
            (figures.complaints, _("khiếu nại đang mở"), "complaints_operator.complaints", True),
            (figures.reviews, _("đánh giá bị báo"), "reviews_operator.reviews", True),
            (
                figures.questions,
                _("câu hỏi quá hạn trả lời"),
                "questions_operator.questions",
                False,
            ),
            (figures.refunds, _("khoản chờ hoàn"), "inbox_operator.receipts", True),
            (figures.disputes, _("khiếu nại của chủ thẻ"), "gateways_operator.gateways", True),
            (figures.dead, _("tin gửi không được"), "desk.outbox", True),
            (figures.waiting, _("tin đang chờ gửi"), "desk.outbox", False),
        )
    ]


@bp.get("/nhat-ky")
@requires("audit.see")
def audit_log() -> ResponseReturnValue:
    """Who did what, in sentences."""
    form = AuditFilterForm(request.args, meta={"csrf": False})
    form.viec.choices = [
        SelectChoice("", _("Mọi việc")),
        *(SelectChoice(one, one) for one in queries.list_actions()),
    ]
    form.viec.data = form.viec.data or ""
    is_clear = form.validate()
    asked = AuditFilter(form.nguoi.data or "", form.viec.data, form.tu.data, form.den.data)
    entries, total = queries.search_audit(asked if is_clear else AuditFilter(), page_number())
    return render_template(
        "storefront/desk/audit_log.html",
        form=form,
        entries=entries,
        total=total,
        page=page_number(),
        pages=-(-total // queries.PER_PAGE),
    )


@bp.get("/hop-thu-di")
@requires("outbox.see")
def outbox() -> ResponseReturnValue:
    """What waits to be sent, and what was given up."""
    messages, total = queries.list_outbox(page_number())
    return render_template(
        "storefront/desk/outbox.html",
        messages=messages,
        total=total,
        page=page_number(),
        pages=-(-total // queries.PER_PAGE),
    )


@bp.post("/hop-thu-di/<int:message_id>/gui-lai")
@requires("outbox.send")
def send_again(message_id: int) -> ResponseReturnValue:
    """Try a message again at once."""
    with transaction():
        service.send_again(current_actor(), message_id, clock.now())
    flash(_("Tin sẽ được gửi lại ngay."))
    return redirect(url_for(".outbox"), 303)


@bp.get("/chu-the")
@requires("producers.see")
def producers() -> ResponseReturnValue:
    """Producers that wait to be verified, and all others."""
    asked = request.args.get("phan", "cho")
    part = asked if asked in queries.PRODUCERS else "cho"
    words = nfc(request.args.get("q", ""))[:200]
    found, total = queries.search_producers(part, words, page_number())
    return render_template(
        "storefront/desk/producers.html",
        producers=found,
        total=total,
        part=part,
        words=words,
        page=page_number(),
        pages=-(-total // queries.PER_PAGE),
        is_demo=any(one.is_demo for one in found),
    )


@bp.get("/chu-the/<int:producer_id>")
@requires("producers.see")
def producer(producer_id: int) -> ResponseReturnValue:
    """Who a producer is, who works for it, and how far its shop is."""
    return producer_page(producer_id)


def producer_page(producer_id: int) -> ResponseReturnValue:
    found = get_producer_by_id(producer_id)
    shop = find_application(found.id)
    return render_template(
        "storefront/desk/producer.html",
        producer=found,
        people=queries.list_people_of(producer_id),
        shop=shop,
        state=STATE[ShopState(shop.state)] if shop else None,
        legal_form=LEGAL_FORM[LegalForm(found.legal_form)],
        roles=MEMBER_ROLE,
        is_demo=found.is_demo,
    )
