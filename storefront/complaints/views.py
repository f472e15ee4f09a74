"""Complaining and following: /khieu-nai. By number a state, by key all that was said."""

from secrets import token_hex

from flask import (
    Blueprint,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError, FormUsed
from catalog.kernel.i18n import language
from catalog.kernel.web import current_actor
from storefront.complaints import labels, queries, rules, service
from storefront.complaints.errors import NoSuchComplaint, NoSuchSubject, OrderNeeded
from storefront.complaints.forms import ComplaintForm, FollowForm, WordsForm
from storefront.complaints.models import Complaint
from storefront.complaints.rules import ComplaintKind
from storefront.complaints.service import NewComplaint
from storefront.deadlines import queries as deadlines
from storefront.deadlines.labels import time_words
from storefront.deadlines.rules import What
from storefront.extensions import limiter

bp = Blueprint("complaints", __name__, url_prefix="/khieu-nai")


@bp.get("")
def complain() -> ResponseReturnValue:
    """How to complain, in which times it is dealt with, and the form."""
    form = ComplaintForm(formdata=None)
    if request.args.get("don"):
        form.kind.data, form.subject.data = "order", request.args["don"][:40]
    return _form(form)


@bp.post("")
@limiter.limit("6 per hour; 20 per day")
def send() -> ResponseReturnValue:
    """Take a complaint in and hand back its number."""
    form = ComplaintForm()
    if not form.validate():
        return _form(form)
    if form.website.data:  # only a machine fills that in
        return redirect(url_for(".complain"), 303)
    new = NewComplaint(
        form_key=form.form_key.data or "",
        kind=ComplaintKind(form.kind.data),
        subject=form.subject.data or None,
        name=form.name.data or "",
        phone=form.phone.data or "",
        email=form.email.data or None,
        language=language(),
        text=form.text.data or "",
    )
    try:
        with transaction():
            number = service.receive(new, clock.now()).number
    except (OrderNeeded, NoSuchSubject) as error:
        form.refuse(error, "subject")
        return _form(form)
    except FormUsed as error:
        form.refuse(error)
        form.form_key.data = None  # the next tap is of another form
        return _form(form)
    return redirect(_opened(number), 303)


def _form(form: ComplaintForm) -> ResponseReturnValue:
    form.form_key.data = form.form_key.data or token_hex(16)
    on = clock.today()
    times = [
        (what, deadlines.find(what, on))
        for what in (What.COMPLAINT_ACKNOWLEDGE, What.COMPLAINT_RESOLVE)
    ]
    page = render_template(
        "storefront/complaints/complain.html",
        form=form,
        times={what.value: span for what, span in times if span},
        time_words=time_words,
    )
    return make_response(page, 422 if form.errors else 200)


@bp.get("/theo-doi")
def follow() -> ResponseReturnValue:
    """Ask for the number and the phone."""
    form = FollowForm(formdata=None, data={"number": request.args.get("so", "")[:40]})
    return render_template("storefront/complaints/follow.html", form=form)


@bp.post("/theo-doi")
@limiter.limit("20 per hour; 60 per day")
def open_by_phone() -> ResponseReturnValue:
    """Open a complaint by number and phone: the same answer whichever is wrong."""
    form = FollowForm()
    if form.validate():
        number = queries.find_by_phone(form.number.data or "", form.phone.data or "")
        if number:
            return redirect(_opened(number), 303)
        form.refuse(NoSuchComplaint())
    return render_template("storefront/complaints/follow.html", form=form), 422


@bp.get("/<number>")
@limiter.limit("60 per hour; 300 per day")
def complaint(number: str) -> ResponseReturnValue:
    """How far it is and by when; with the key also what was said."""
    found = queries.get_by_number(number)
    return _page(found, WordsForm(formdata=None))


def _page(found: Complaint, form: WordsForm) -> ResponseReturnValue:
    answer = make_response(
        render_template(
            "storefront/complaints/complaint.html",
            complaint=found,
            clocks=queries.clocks_of(found),
            is_late=queries.is_late(found, clock.now()),
            holds_key=_holds_key(found.number),
            here=_opened(found.number),
            form=form,
            kinds=labels.KIND,
            states=labels.STATE,
            outcomes=labels.OUTCOME,
            acts=labels.ACT,
            sides=labels.SIDE,
            is_demo=bool(found.producer and found.producer.is_demo),
        ),
        422 if form.errors else 200,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.post("/<number>")
@limiter.limit("20 per hour")
def add_words(number: str) -> ResponseReturnValue:
    """Say more, for who holds the key."""
    found = queries.get_by_number(number)
    if not _holds_key(found.number):
        raise NoSuchComplaint
    form = WordsForm()
    if not form.validate():
        return _page(found, form)
    try:
        with transaction():
            locked = queries.get_by_number(number, lock=True)
            service.add_words(locked, form.words.data or "", current_actor(), clock.now())
    except DomainError as error:
        form.refuse(error)
        return _page(queries.get_by_number(number), form)
    return redirect(_opened(found.number), 303)


def _opened(number: str) -> str:
    """The address that opens everything."""
    return url_for(".complaint", number=number, khoa=rules.sign(number, _secret()))


def _holds_key(number: str) -> bool:
    return rules.is_signed(number, request.args.get("khoa", ""), _secret())


def _secret() -> str:
    secret: str = current_app.config["SECRET_KEY"]
    return secret
