"""The pages both frames share: a seller's own endpoints, and everybody's for operators."""

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number
from storefront.webhooks import labels, queries, rules, service
from storefront.webhooks.errors import NotAnAddress, NothingChosen
from storefront.webhooks.forms import EndpointForm
from storefront.webhooks.service import NewEndpoint

WORDS = {"kinds": labels.KIND, "states": labels.STATE, "version": rules.API_VERSION}


def show_all(frame: str, owner: int | None) -> ResponseReturnValue:
    """Every endpoint, and how many pieces of news were given up."""
    endpoints = queries.list_endpoints(owner)
    return render_template(
        "storefront/webhooks/endpoints.html",
        layout=frame,
        endpoints=endpoints,
        names=queries.names_of(endpoints) if owner is None else {},
        dead=queries.list_dead(owner, 1)[1],
        **WORDS,
    )


def add(frame: str, owner: int | None) -> ResponseReturnValue:
    """Add an endpoint; the page that follows shows its secret, once."""
    form = EndpointForm()
    if form.validate_on_submit():
        new = NewEndpoint(
            owner, form.name.data or "", form.address.data or "", form.kinds.data or []
        )
        try:
            with transaction():
                found, secret = service.add_endpoint(
                    current_actor(), new, _key(), clock.now(), is_demo=_is_demo()
                )
                number = found.id
        except NotAnAddress as error:
            form.refuse(error, "address")
        except NothingChosen as error:
            form.refuse(error, "kinds")
        except DomainError as error:
            form.refuse(error)
        else:
            return show(frame, owner, number, secret)
    status = 422 if form.errors or form.form_errors else 200
    return render_template("storefront/webhooks/add.html", layout=frame, form=form), status


def show(
    frame: str, owner: int | None, endpoint_id: int, secret: str | None = None
) -> ResponseReturnValue:
    """One endpoint: its secret when it is new, how to check the signature, what was told."""
    found = queries.get_endpoint(owner, endpoint_id)
    deliveries, total = queries.list_deliveries(owner, endpoint_id, page_number())
    return render_template(
        "storefront/webhooks/endpoint.html",
        layout=frame,
        endpoint=found,
        secret=secret,
        old=[one for one in found.secrets if one.ends_at and one.ends_at > clock.now()],
        deliveries=deliveries,
        page=page_number(),
        pages=-(-total // queries.PER_PAGE),
        **WORDS,
    )


def rotate(frame: str, owner: int | None, endpoint_id: int) -> ResponseReturnValue:
    """A new secret, shown once."""
    if not HouseForm().validate_on_submit():
        return redirect(url_for(".endpoint", endpoint_id=endpoint_id), 303)
    with transaction():
        secret = service.rotate(current_actor(), owner, endpoint_id, _key(), clock.now())
    return show(frame, owner, endpoint_id, secret)


def ping(owner: int | None, endpoint_id: int) -> ResponseReturnValue:
    """Try the connection."""
    if HouseForm().validate_on_submit():
        with transaction():
            service.ping(current_actor(), owner, endpoint_id, clock.now())
        flash(_("Tin thử đang được gửi. Tải lại trang sau vài giây."))
    return redirect(url_for(".endpoint", endpoint_id=endpoint_id), 303)


def close(owner: int | None, endpoint_id: int) -> ResponseReturnValue:
    """Tell the machine no more."""
    if HouseForm().validate_on_submit():
        with transaction():
            service.close_endpoint(current_actor(), owner, endpoint_id, clock.now())
        flash(_("Đã tắt kết nối."))
    return redirect(url_for(".endpoints"), 303)


def show_dead(frame: str, owner: int | None) -> ResponseReturnValue:
    """News that was given up after three days."""
    deliveries, total = queries.list_dead(owner, page_number())
    return render_template(
        "storefront/webhooks/dead.html",
        layout=frame,
        deliveries=deliveries,
        page=page_number(),
        pages=-(-total // queries.PER_PAGE),
        **WORDS,
    )


def replay(owner: int | None, delivery_id: int) -> ResponseReturnValue:
    """Send a piece of news again."""
    found = queries.get_delivery(owner, delivery_id).endpoint_id
    if HouseForm().validate_on_submit():
        try:
            with transaction():
                service.replay(current_actor(), owner, delivery_id, clock.now())
        except Conflict as error:  # a second tap, or too late
            flash(str(error.message))
        else:
            flash(_("Tin đang được gửi lại."))
    return redirect(url_for(".endpoint", endpoint_id=found), 303)


def _key() -> str:
    key: str = current_app.config["SECRET_KEY"]
    return key


def _is_demo() -> bool:
    return bool(current_app.config["DEMO"])
