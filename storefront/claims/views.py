"""The buyer's side of claims: /don-hang/<number>/doi-tra, opened as the order is."""

from secrets import token_hex

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError, FormUsed
from catalog.kernel.i18n import _
from catalog.kernel.pictures import PictureRefused
from catalog.kernel.web import current_actor
from storefront.claims import answering, labels, photos, queries, rules, service
from storefront.claims.errors import NothingChosen
from storefront.claims.forms import ClaimForm, WordsForm, units
from storefront.claims.rules import ClaimKind, ClaimStatus, Wish
from storefront.claims.service import NewClaim
from storefront.deadlines import rules as spans
from storefront.extensions import limiter
from storefront.orders.labels import PARTY
from storefront.orders.models import Order
from storefront.orders.numbers import group_number, read_number
from storefront.orders.opening import get_order, keep_if_held
from storefront.orders.rules import Party
from storefront.payments.rules import is_prepaid

bp = Blueprint("claims", __name__, url_prefix="/don-hang/<number>/doi-tra")


@bp.get("")
def claims(number: str) -> ResponseReturnValue:
    """What was asked for of this order, and the form to ask, with its times."""
    return _page(get_order(number), ClaimForm())


@bp.post("")
@limiter.limit("10 per hour; 30 per day")
def ask(number: str) -> ResponseReturnValue:
    """Ask for a return."""
    order = get_order(number)
    form = ClaimForm()
    form.with_kinds(ClaimKind)
    wanted = units(request, queries.bought_in(order))
    if not form.validate():
        return _page(order, form)
    if wanted is None:
        form.refuse(NothingChosen())
        return _page(order, form)
    try:
        picture = photos.kept(form.picture.data)
    except PictureRefused as error:
        form.refuse(error, "picture")
        return _page(order, form)
    new = NewClaim(
        form_key=form.form_key.data or "",
        kind=ClaimKind(form.kind.data),
        wish=Wish(form.wish.data),
        text=form.text.data or "",
        units=wanted,
        pay_to=form.pay_to.data or None,
        picture=picture,
    )
    try:
        with transaction():
            found = get_order(number)
            made = service.open_claim(found, new, current_actor(), clock.now()).number
    except DomainError as error:
        form.refuse(error)
        if isinstance(error, FormUsed):
            form.form_key.data = None  # the next tap is of another form
        return _page(get_order(number), form)
    return _kept(redirect(url_for(".claim", number=number, claim=made), 303), number)


def _page(order: Order, form: ClaimForm) -> ResponseReturnValue:
    now = clock.now()
    since = queries.delivered_at(order)
    windows = queries.windows_of(order, since) if since else {}
    bought = queries.bought_in(order)
    open_until = {
        line_id: {
            kind: spans.ends(span, since)
            for kind, span in kinds.items()
            if now < spans.ends(span, since)
        }
        for line_id, kinds in windows.items()
        if since
    }
    left = {one.line_id: one.left for one in bought}
    may_ask = any(open_until.get(line_id) and count for line_id, count in left.items())
    form.with_kinds(kind for kinds in open_until.values() for kind in kinds)
    form.form_key.data = form.form_key.data or token_hex(16)
    answer = make_response(
        render_template(
            "storefront/claims/claims.html",
            order=order,
            form=form,
            claims=queries.list_of(order),
            since=since,
            left=left,
            open_until=open_until,
            may_ask=may_ask,
            has_cash=not is_prepaid(order.group.payment_method),
            kinds=labels.KIND,
            statuses=labels.STATUS,
            is_demo=order.producer.is_demo,
        ),
        422 if form.errors or form.form_errors else 200,
    )
    return _kept(answer, order.number)


@bp.get("/<claim>")
def claim(number: str, claim: str) -> ResponseReturnValue:
    """How far a claim is, who acts next and by when."""
    order = get_order(number)
    found = queries.get_claim_of(order, claim)
    now, owes = clock.now(), queries.find_open_refund(found) is not None
    answer = make_response(
        render_template(
            "storefront/claims/claim.html",
            order=order,
            claim=found,
            form=WordsForm(formdata=None),
            may={
                end.value
                for end in ClaimStatus
                if rules.find_transition(
                    found.status, end, Party.BUYER, found.due_at, now, owes_money=owes
                )
            },
            is_late=rules.is_late(found.due_at, now),
            waits_for=rules.WAITS_FOR.get(ClaimStatus(found.status)),
            **words(),
            is_demo=order.producer.is_demo,
        )
    )
    return _kept(answer, number)


@bp.get("/<claim>/anh")
def photo(number: str, claim: str) -> ResponseReturnValue:
    """The buyer's own photo."""
    return photos.answer(queries.get_claim_of(get_order(number), claim).picture)


@bp.post("/<claim>/len-san")
def escalate(number: str, claim: str) -> ResponseReturnValue:
    """Take it to the operator."""
    return _step(number, claim, ClaimStatus.ESCALATED, _("Đã chuyển lên sàn xem xét."))


@bp.post("/<claim>/rut")
def withdraw(number: str, claim: str) -> ResponseReturnValue:
    """Ask for it no more."""
    return _step(number, claim, ClaimStatus.WITHDRAWN, _("Đã rút yêu cầu."))


@bp.post("/<claim>/da-gui")
def sent_back(number: str, claim: str) -> ResponseReturnValue:
    """The goods are on their way back."""
    return _step(number, claim, ClaimStatus.SENT_BACK, _("Đã ghi: hàng đang về người bán."))


def _step(number: str, claim: str, end: ClaimStatus, done: str) -> ResponseReturnValue:
    form = WordsForm()
    if form.validate_on_submit():
        try:
            with transaction():
                found = queries.get_claim_of(get_order(number), claim)
                words_said, actor = form.words.data or None, current_actor()
                if end == ClaimStatus.WITHDRAWN:
                    answering.withdraw(found, words_said, actor, clock.now())
                else:
                    service.step(found, end, Party.BUYER, actor, clock.now(), words_said)
        except DomainError as error:
            flash(str(error.message))
        else:
            flash(done)
    return _kept(redirect(url_for(".claim", number=number, claim=claim), 303), number)


def _kept(answer: Response, number: str) -> Response:
    """Whoever came by the link opens the next page without it."""
    group = group_number(read_number(number) or "")
    answer.headers["Cache-Control"] = "no-store"
    return keep_if_held(answer, group)


def words() -> dict[str, object]:
    """What every page of a claim says things with."""
    return {
        "kinds": labels.KIND,
        "wishes": labels.WISH,
        "statuses": labels.STATUS,
        "payers": labels.PAYER,
        "fates": labels.FATE,
        "parties": PARTY,
    }
