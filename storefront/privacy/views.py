"""My data: /du-lieu-cua-toi. Opened by a code sent to the number, for half an hour."""

import json
from dataclasses import asdict

from flask import Blueprint, Response, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import _, language
from catalog.kernel.sealing import SealBroken, seal, unseal
from storefront.extensions import limiter, network
from storefront.messages.providers import can_text
from storefront.messages.rules import masked
from storefront.one_time_codes import service as codes
from storefront.one_time_codes.errors import CodeRefused, CodeUsed
from storefront.one_time_codes.rules import Ask
from storefront.one_time_codes.rules import Purpose as CodePurpose
from storefront.privacy import labels, queries, rules, service
from storefront.privacy.errors import AlreadyAsked, KeyLapsed, StillWorksHere
from storefront.privacy.forms import OpenForm, PhoneForm
from storefront.privacy.rules import Purpose

bp = Blueprint("privacy", __name__, url_prefix="/du-lieu-cua-toi")
USE = "privacy"


@bp.get("")
def ask() -> ResponseReturnValue:
    """Ask whose data."""
    return _asking(PhoneForm())


@bp.post("")
@limiter.limit("10 per minute; 60 per day")
def send() -> ResponseReturnValue:
    """Send a code to the number; the answer says nothing about whether it is known here."""
    form = PhoneForm()
    if not (form.validate_on_submit() and can_text(current_app.extensions["ocop_config"])):
        return _asking(form)
    wanted = Ask(form.phone.data or "", CodePurpose.PERSONAL_DATA, "", network(), language())
    opening = OpenForm(formdata=None, data={"phone": form.phone.data})
    try:
        with transaction():
            codes.send_code(_secret(), wanted, clock.now())
    except DomainError as error:
        opening.refuse(error, "code")
    return _opening(opening)


@bp.post("/mo")
@limiter.limit("20 per minute; 100 per day")
def open_by_code() -> ResponseReturnValue:
    """Open the page with the code."""
    form = OpenForm()
    if not form.validate_on_submit():
        return _opening(form)
    phone, now = form.phone.data or "", clock.now()
    try:
        with transaction():
            tried = codes.spend_try(_secret(), phone, CodePurpose.PERSONAL_DATA, "", now)
        with transaction():
            codes.use_code(_secret(), tried, phone, form.code.data or "", now)
    except (CodeRefused, CodeUsed) as error:
        form.refuse(error, "code")
        return _opening(form)
    return redirect(url_for(".mine", key=_key_for(phone)), 303)


@bp.get("/<key>")
def mine(key: str) -> ResponseReturnValue:
    """Everything that is kept about the number."""
    phone, now = _phone_of(key), clock.now()
    page = render_template(
        "storefront/privacy/mine.html",
        dossier=queries.dossier_of(_secret(), phone, now),
        pending=queries.find_pending(phone),
        key=key,
        form=HouseForm(),
        masked=masked,
        purposes=labels.PURPOSE,
        news=_takes_news(phone),
    )
    return _private(Response(page))


@bp.get("/<key>/tai.json")
def download(key: str) -> ResponseReturnValue:
    """The same, for machines."""
    found = asdict(queries.dossier_of(_secret(), _phone_of(key), clock.now()))
    text = json.dumps(found, ensure_ascii=False, indent=2)
    answer = _private(Response(text, mimetype="application/json"))
    answer.headers["Content-Disposition"] = 'attachment; filename="du-lieu-cua-toi.json"'
    return answer


@bp.post("/<key>/dong-y")
def agree(key: str) -> ResponseReturnValue:
    """Agree to news, or take it back."""
    phone, now = _phone_of(key), clock.now()
    if HouseForm().validate_on_submit():
        with transaction():
            if _takes_news(phone):
                service.withdraw_consent(_secret(), phone, Purpose.NEWS, now)
            else:
                service.give_consent(
                    _secret(), phone, Purpose.NEWS, now.isoformat(), language(), now
                )
        flash(_("Đã ghi lựa chọn của bạn."))
    return redirect(url_for(".mine", key=key), 303)


@bp.post("/<key>/xoa")
def erase(key: str) -> ResponseReturnValue:
    """Ask to be forgotten."""
    phone = _phone_of(key)
    if HouseForm().validate_on_submit():
        try:
            with transaction():
                service.ask_to_erase(phone, clock.now())
        except (AlreadyAsked, StillWorksHere) as error:
            flash(str(error.message))
        else:
            flash(_("Đã nhận yêu cầu xóa."))
    return redirect(url_for(".mine", key=key), 303)


def _takes_news(phone: str) -> bool:
    return any(
        one.purpose == Purpose.NEWS and one.withdrawn_at is None
        for one in queries.consents_of(_secret(), phone)
    )


def _asking(form: PhoneForm) -> ResponseReturnValue:
    may_ask = can_text(current_app.extensions["ocop_config"])
    page = render_template(
        "storefront/privacy/ask.html",
        form=form,
        may_ask=may_ask,
        kept=queries.list_in_force(clock.today()),
        words=labels.KEPT,
    )
    return page, 422 if form.errors else 200


def _opening(form: OpenForm) -> ResponseReturnValue:
    page = render_template("storefront/privacy/open.html", form=form, masked=masked)
    return page, 422 if form.errors else 200


def _key_for(phone: str) -> str:
    return seal(_secret(), USE, f"{int(clock.now().timestamp())} {phone}")


def _phone_of(key: str) -> str:
    """The number a key opens; raises KeyLapsed."""
    try:
        at, _space, phone = unseal(_secret(), USE, key).partition(" ")
    except (SealBroken, UnicodeError) as error:
        raise KeyLapsed from error
    if int(clock.now().timestamp()) - int(at) > rules.KEY_SECONDS:
        raise KeyLapsed
    return phone


def _private(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _secret() -> str:
    secret: str = current_app.config["SECRET_KEY"]
    return secret
