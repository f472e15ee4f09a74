"""The seller's frame, and the pages that belong to no single feature."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, current_app, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _, language
from catalog.kernel.web import current_actor, page_number, requires
from catalog.producers.models import Producer
from catalog.producers.queries import find_producer_by_id
from storefront.accounts import login, memberships
from storefront.accounts.labels import MEMBER_ROLE
from storefront.accounts.queries import list_members, list_own_producers
from storefront.accounts.rules import TRIES_PER_NETWORK
from storefront.accounts.views import myself
from storefront.closures.labels import off_words
from storefront.closures.queries import find_closed
from storefront.extensions import limiter, network
from storefront.messages.providers import can_text
from storefront.messages.rules import masked
from storefront.navigation import link_to, open_places
from storefront.onboarding.labels import NOT_YET, WHY_HIDDEN
from storefront.onboarding.queries import find_application
from storefront.onboarding.rules import ShopState
from storefront.one_time_codes import service as codes
from storefront.one_time_codes.errors import TooSoon
from storefront.one_time_codes.rules import Ask, Purpose
from storefront.orders import queries as orders
from storefront.orders.rules import OrderStatus
from storefront.packing.labels import pack_by_words
from storefront.packing.parcels import list_parcels
from storefront.packing.queries import count_to_pack
from storefront.payouts.coming import coming_for
from storefront.payouts.labels import HELD
from storefront.payouts.queries import find_waiting_change
from storefront.seller import first_run, queries, talk
from storefront.seller import members as members_service
from storefront.seller import service as service_of_marks
from storefront.seller.forms import JoinForm, MemberForm
from storefront.seller.labels import FIRST_STEP, Invitation
from storefront.seller.navigation import ACTIONS, PLACES
from storefront.seller.rules import FirstStep, Mark
from storefront.seller.talk import Said
from storefront.seller.tasks.gathering import list_tasks
from storefront.seller.tasks.rules import Task

SAID_TODAY = 5
SAID_AT_ONCE = 60

bp = Blueprint("seller", __name__, url_prefix="/ban-hang")


@bp.app_template_global()
def seller_frame() -> dict[str, Any]:
    """What layouts/seller.html shows around a page, read once per page."""
    if "seller_frame" not in g:
        actor = current_actor()
        own = list_own_producers(actor)
        producer = next((one for one in own if actor.works_for(one.id)), None)
        if producer is None and actor.producer_ids:  # somebody who acts for a household
            producer = find_producer_by_id(min(actor.producer_ids))
        g.seller_frame = {
            "places": open_places(PLACES),
            "producer": producer,
            "has_several": len(own) > 1,
            "is_demo": producer is not None and producer.is_demo,
            "hidden": why_hidden(producer),
            "closed": find_closed(producer.id, clock.today()) if producer else None,
            "off_words": off_words,
            "closing_url": link_to("seller_closing.closing"),
        }
    frame: dict[str, Any] = g.seller_frame
    return frame


def why_hidden(producer: Producer | None) -> dict[str, Any] | None:
    """What every page of a shop that does not sell says, and where to go on."""
    if producer is None or producer.verified_on:
        return None
    found = find_application(producer.id)
    state = ShopState(found.state) if found else None
    return {
        "why": WHY_HIDDEN.get(state or ShopState.DRAFT) if found else NOT_YET,
        "reason": found.reason if found else None,
        "url": link_to("onboarding_seller.overview") if found else None,
        "is_bad": state in (ShopState.RETURNED, ShopState.SUSPENDED),
    }


@bp.get("")
@requires("seller.see")
def today() -> ResponseReturnValue:
    """What needs doing today."""
    actor, now = current_actor(), clock.now()
    may_sell = actor.may("orders.sell")  # not for every helper: buyers and money
    return render_template(
        "storefront/seller/today.html",
        invitation=_invitation(actor),
        actions=[(label, url) for label, name in ACTIONS if (url := link_to(name))],
        parcels=list_parcels(actor, now) if may_sell else [],
        to_pack_count=count_to_pack(actor) if may_sell else 0,
        to_send_count=orders.count_by_status(actor).get(OrderStatus.PACKED, 0) if may_sell else 0,
        orders_url=link_to("orders_seller.orders"),
        pack_by_words=pack_by_words,
        now=now,
        coming=coming_for(actor, now) if actor.may("payouts.own") else None,
        held_words=HELD,
        tasks=_open_tasks(),
        said=_linked(talk.list_said(actor, SAID_TODAY)),
        changed_account=find_waiting_change(actor, now) if may_sell else None,
        members_url=link_to("seller.members"),
        helpers_url=link_to("assistance_seller.helpers"),
        site_url=link_to("sites_seller.overview"),
    )


@bp.get("/tin")
@requires("seller.see")
def said() -> ResponseReturnValue:
    """Everything people said to me, the newest first."""
    found = _linked(talk.list_said(current_actor(), SAID_AT_ONCE))
    return render_template("storefront/seller/said.html", said=found)


def _linked(found: Iterable[Said]) -> list[tuple[Said, str]]:
    """What the person may open, with its page."""
    linked = [(one, link_to(one.endpoint, **one.args)) for one in found]
    return [(one, url) for one, url in linked if url]


def _invitation(actor: Actor) -> tuple[Invitation, str, int] | None:
    """The next of the first steps with its page and place, unless there is nothing to open."""
    step = first_run.first_steps_of(actor).next
    if step is None:
        return None
    url = link_to(FIRST_STEP[step].endpoint)
    return (FIRST_STEP[step], url, list(FirstStep).index(step) + 1) if url else None


@bp.post("/buoc-dau/de-sau")
@requires("seller.see")
def later() -> ResponseReturnValue:
    """Show me the first steps no more."""
    with transaction():
        service_of_marks.note(current_actor(), Mark.LATER, clock.now())
    return redirect(url_for(".today"), 303)


def _open_tasks() -> list[tuple[Task, str]]:
    """What the person may do something about, with the page that does it."""
    found = list_tasks(current_actor(), clock.now())
    linked = [(task, link_to(task.endpoint, **task.args)) for task in found]
    return [(task, url) for task, url in linked if url]


@bp.get("/lo")
@requires("batches.see")
def batches() -> ResponseReturnValue:
    """My packed batches, with the codes to print."""
    rows, total = queries.list_batches(current_actor(), page_number())
    return render_template(
        "storefront/seller/batches.html",
        batches=rows,
        total=total,
        page=page_number(),
        pages=-(-total // queries.PER_PAGE),
        is_demo=any(row.is_demo for row in rows),
    )


@bp.route("/nguoi", methods=["GET", "POST"])
@requires("members.manage")
@limiter.limit("20 per hour; 60 per day", methods=["POST"], key_func=myself)
def members() -> ResponseReturnValue:
    """Who works here; the owner adds people by their phone number, to which a code goes."""
    form = MemberForm()
    if form.validate_on_submit():
        phone, role = form.phone.data or "", form.role.data
        try:
            if can_text(current_app.extensions["ocop_config"]):
                return _send_code(phone, role)
            with transaction():
                members_service.add(current_actor(), phone, role, clock.now())
        except DomainError as error:
            form.refuse(error, "phone")
        else:
            return _joined()
    html = render_template(
        "storefront/seller/members.html",
        form=form,
        members=list_members(current_actor()),
        roles=MEMBER_ROLE,
        me=current_actor().id,
    )
    return html, 422 if form.errors else 200


def _send_code(phone: str, role: str) -> ResponseReturnValue:
    """The page on which the person types the code; it is the same for a number nobody knows."""
    actor = current_actor()
    ask = Ask(phone, Purpose.JOIN_SHOP, members_service.subject(actor, role), network(), language())
    form = JoinForm(None, phone=phone, role=role)
    try:
        with transaction():
            members_service.send_code(_secret(), actor, ask, clock.now())
    except TooSoon as error:
        form.refuse(error, "code")
    return _join_page(form)


@bp.post("/nguoi/ma")
@requires("members.manage")
@limiter.limit(TRIES_PER_NETWORK)
def join() -> ResponseReturnValue:
    """Who is to work here typed the code that came to their telephone."""
    form = JoinForm()
    if form.validate_on_submit():
        actor, phone, role = current_actor(), form.phone.data or "", form.role.data or ""
        subject, now = members_service.subject(actor, role), clock.now()
        try:
            with transaction():
                code_id = codes.spend_try(_secret(), phone, Purpose.JOIN_SHOP, subject, now)
            with transaction():
                typed = form.code.data or ""
                members_service.use_code(_secret(), actor, code_id, phone, role, typed, now)
        except DomainError as error:
            form.refuse(error, "code")
        else:
            return _joined()
    return _join_page(form)


def _joined() -> ResponseReturnValue:
    flash(_("Đã thêm người. Người đó đăng nhập bằng số của mình."))
    return redirect(url_for(".members"), 303)


def _join_page(form: JoinForm) -> ResponseReturnValue:
    html = render_template(
        "storefront/seller/join.html",
        form=form,
        masked=masked(form.phone.data),
        role=MEMBER_ROLE.get(form.role.data or "", ""),
    )
    return html, 422 if form.errors else 200


def _secret() -> str:
    found: str = current_app.config["SECRET_KEY"]
    return found


@bp.post("/nguoi/<int:membership_id>/thoi-lam")
@requires("members.manage")
def remove_member(membership_id: int) -> ResponseReturnValue:
    """Let a person work here no more."""
    with transaction():
        members_service.remove(current_actor(), membership_id, clock.now())
    flash(_("Người đó không còn làm ở đây."))
    return redirect(url_for(".members"), 303)


@bp.get("/co-so")
@requires("seller.see")
def producers() -> ResponseReturnValue:
    """For which of my producers I work now."""
    own = list_own_producers(current_actor())
    return render_template("storefront/seller/producers.html", producers=own)


@bp.post("/co-so/thoi-lam")
@requires("seller.see")
def leave() -> ResponseReturnValue:
    """I work here no more."""
    with transaction():
        members_service.leave(current_actor(), clock.now())
    flash(_("Bạn không còn làm ở đó."))
    return redirect(url_for("accounts.account"), 303)


@bp.post("/co-so/<int:producer_id>")
@requires("seller.choose")
def choose(producer_id: int) -> ResponseReturnValue:
    """Work for another of my producers in this browser."""
    found = login.signed_in()
    if found:
        with transaction():
            memberships.choose_producer(current_actor(), found.sign_in_id, producer_id)
    return redirect(url_for(".today"), 303)
