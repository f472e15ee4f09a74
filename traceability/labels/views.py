"""The page of one piece: what its serial number says, and the deliberate check of it."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import NotFound
from catalog.places.queries import list_provinces
from traceability.batches.rules import as_printed
from traceability.labels import checking, codes, errors, labels
from traceability.labels.checking import Piece, PinAnswer
from traceability.labels.forms import CheckForm, PinForm, SerialForm
from traceability.labels.printing import serial_key
from traceability.labels.rules import PieceState, grouped
from traceability.passport import labels as passport
from traceability.passport import rules
from traceability.passport.facts import Facts
from traceability.passport.queries import passport_facts
from traceability.passport.rules import Verdict
from traceability.scans import counter
from traceability.scans.rules import is_scan

bp = Blueprint("labels", __name__)

ADDRESS = "/truy-xuat/<code>/so-rieng/<serial>"


@bp.get("/truy-xuat/<code>/so-rieng")
def find(code: str) -> ResponseReturnValue:
    """Type the serial number that stands on a label."""
    facts = _facts(code)
    form = SerialForm(request.args)
    if "so" in request.args and form.validate():
        return redirect(url_for(".piece", code=facts.typed, serial=codes.as_printed(form.so.data)))
    return render_template("traceability/labels/find.html", code=facts.typed, form=form)


@bp.get("/truy-xuat/<code>/so-rieng/<path:serial>")
def piece(code: str, serial: str) -> ResponseReturnValue:
    """What is known of a piece. Opening this counts as opening the batch's page, no more."""
    facts, number = _named(code, serial)
    if _is_scan():
        counter.connected().add(facts.typed)
    return _page(facts, number, checking.look(serial_key(), facts.typed, number))


@bp.get(f"{ADDRESS}/kiem-tra")
@bp.get(f"{ADDRESS}/pin")
def back(code: str, serial: str) -> ResponseReturnValue:
    """A check is not repeated by opening its address: back to the piece."""
    return redirect(url_for(".piece", code=code, serial=serial), 303)


@bp.post(f"{ADDRESS}/kiem-tra")
def check(code: str, serial: str) -> ResponseReturnValue:
    """Check this item: counted, and answered with what was known before."""
    facts, number = _named(code, serial)
    form = _with_provinces(CheckForm())
    if not form.validate_on_submit():
        return _page(facts, number, checking.look(serial_key(), facts.typed, number), form=form)
    with transaction():
        before = checking.check(
            serial_key(), facts.typed, number, form.province.data or None, clock.today()
        )
    return _page(facts, number, before, is_checked=True)


@bp.post(f"{ADDRESS}/pin")
def confirm(code: str, serial: str) -> ResponseReturnValue:
    """Hold the PIN under the scratch layer against the piece's."""
    facts, number = _named(code, serial)
    form = PinForm()
    answer: PinAnswer | None = None
    if form.validate_on_submit():
        try:
            with transaction():
                answer = checking.confirm_pin(
                    serial_key(), facts.typed, number, form.pin.data, None, clock.today()
                )
        except errors.PinTriedTooOften as error:
            form.refuse(error, "pin")
    found = checking.look(serial_key(), facts.typed, number)
    return _page(facts, number, found, pin_form=form, answer=answer)


def _named(code: str, serial: str) -> tuple[Facts, str]:
    """The batch's facts today and the number as it was printed; NotFound without a batch."""
    return _facts(code), codes.as_printed(serial)[:20]


def _facts(code: str) -> Facts:
    facts = passport_facts(as_printed(code), clock.today())
    if facts.batch is None:
        raise NotFound
    return facts


def _page(
    facts: Facts,
    serial: str,
    found: Piece,
    *,
    is_checked: bool = False,
    form: CheckForm | None = None,
    pin_form: PinForm | None = None,
    answer: PinAnswer | None = None,
) -> ResponseReturnValue:
    verdict = rules.verdict_of_piece(
        facts.verdict,
        is_known=found.state is not PieceState.UNKNOWN,
        is_released=found.state is not PieceState.EARLY,
        is_checked_before=found.state is PieceState.BEFORE,
    )
    page = render_template(
        "traceability/labels/piece.html",
        facts=facts,
        code=facts.typed,
        serial=grouped(serial) if codes.is_serial(serial) else serial,
        number=serial,
        piece=found,
        verdict=verdict,
        words=_words(facts, verdict, found),
        state=labels.piece_in_words(found, is_checked=is_checked),
        is_checked=is_checked,
        may_check=verdict not in (Verdict.RECALLED, Verdict.QUARANTINED, Verdict.UNKNOWN_SERIAL),
        form=form or _with_provinces(CheckForm(formdata=None)),
        pin_form=pin_form or PinForm(formdata=None),
        answer=labels.pin_in_words(answer, found) if answer else None,
        left=checking.tries_left(serial_key(), facts.typed, serial, clock.today())
        if answer is PinAnswer.WRONG
        else None,
        is_demo=facts.is_demo,
    )
    refused = (form and form.errors) or (pin_form and pin_form.errors)
    status = 404 if found.state is PieceState.UNKNOWN else 422 if refused else 200
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _words(facts: Facts, verdict: Verdict, found: Piece) -> passport.Words:
    """The top of the page: of the batch where that is graver, else of the piece."""
    if verdict == facts.verdict:
        return passport.words(facts)
    sentence, what_to_do = labels.first_line(verdict, facts.typed)
    return passport.Words("care", sentence, what_to_do, passport.not_proved(facts))


def _with_provinces(form: CheckForm) -> CheckForm:
    form.province.choices = [
        ("", form.nowhere),
        *((one.code, one.name) for one in list_provinces()),
    ]
    return form


def _is_scan() -> bool:
    headers = request.headers
    return is_scan(request.method, headers.get("User-Agent", ""), headers.get("Sec-Purpose", ""))
