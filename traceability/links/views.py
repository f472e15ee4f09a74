"""/truy-xuat to type or scan a code; /01/… and /l/…, which printed codes lead to."""

from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

from flask import Blueprint, Response, current_app, jsonify, redirect, render_template, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from werkzeug.routing import BaseConverter
from werkzeug.wrappers import Response as AnyResponse

from catalog.certification.queries import standing_of
from catalog.kernel import clock
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import SOURCE_LANGUAGE, _, language
from catalog.kernel.web import allow
from traceability.batches.rules import is_stopped
from traceability.links import linkset, qr, queries, rules, targets
from traceability.links.answers import (
    CORS,
    MEDIA_TYPE,
    list_link,
    origin_for,
    redirect_headers,
)
from traceability.links.forms import FindForm
from traceability.links.labels import REASONS
from traceability.links.linkset import Target
from traceability.links.queries import Goods, PrintedBatch
from traceability.links.rules import BadLink, Link, Reason
from traceability.passport import exports

bp = Blueprint("links", __name__)


class Anything(BaseConverter):
    """The rest of an address, whatever signs are in it: what is wrong with it is said with 400."""

    regex = r"(?s:.+)"
    part_isolating = False


@bp.record_once
def know_anything(state: BlueprintSetupState) -> None:
    state.app.url_map.converters["anything"] = Anything


@bp.get("/truy-xuat")
def find() -> ResponseReturnValue:
    """Type or scan a code; a good one leads straight to its page."""
    form = FindForm(request.args)
    if "ma" in request.args and form.validate():
        try:
            own_host = urlsplit(current_app.config["PUBLIC_URL"]).netloc
            return redirect(queries.destination(form.ma.data, own_host))
        except DomainError as error:
            form.ma.errors = [str(error.message)]
    allow(script_src="'wasm-unsafe-eval'")  # the reader of camera pictures is WebAssembly
    return render_template("traceability/links/find.html", form=form)


@bp.get("/01/", defaults={"rest": ""})
@bp.get("/01/<anything:rest>", merge_slashes=False)
def goods(rest: str) -> ResponseReturnValue:
    """Resolve a GS1 Digital Link: to the batch, the product, or a list of all links."""
    try:
        link = rules.parse(f"/01/{rest}".removesuffix("/"))
        rules.check_query(link, request.query_string.decode("latin-1"))
    except BadLink as error:
        return _refused(str(REASONS[error.reason]), 400)
    found = queries.find_goods(link.gtin)
    code = queries.find_code(link.gtin, link.batch) if found and link.batch else None
    if code is None and link.has_plain_slash:
        return _refused(str(REASONS[Reason.KEY]), 400)
    if found is None:
        return _refused(_("Chưa có sản phẩm nào ở đây mang mã GTIN %(gtin)s.", gtin=link.gtin), 404)
    if link.batch and code is None:
        return _unregistered(link, link.batch, found)
    return _resolve(
        link.path, found, queries.get_printed_batch(code) if code else None, link.serial
    )


@bp.get("/l/<code>")
@bp.get("/l/<code>/<serial>")
def plain(code: str, serial: str | None = None) -> ResponseReturnValue:
    """The printed link of goods without a GTIN."""
    known = queries.find_printed(code)
    if known is None:
        return _lead(request.path, targets.unknown(code))
    batch = queries.get_printed_batch(known)
    return _resolve(f"/l/{known}", queries.find_goods_of(batch.product_id), batch, serial)


def _resolve(
    path: str, found: Goods | None, batch: PrintedBatch | None, serial: str | None
) -> AnyResponse:
    default = targets.default_of(found, batch, serial)
    name = found.name if found else path.removeprefix("/l/")

    def links() -> list[Target]:
        places = queries.list_places(batch.id) if batch else []
        origin = current_app.config["PUBLIC_URL"]
        return targets.all_of(found, batch, serial, places, origin)

    return _answer(path, name, default, links)


def _unregistered(link: Link, text: str, found: Goods) -> AnyResponse:
    """Walk up to the goods, and say first that the batch is not known."""
    default = targets.unregistered(link.gtin, text)
    return _answer(
        link.path,
        found.name,
        default,
        lambda: [
            *targets.unregistered_links(link.gtin, text),
            *targets.all_of(found, None, None, [], ""),
        ],
    )


def _answer(
    path: str, name: str, default: Target, links: Callable[[], list[Target]]
) -> AnyResponse:
    """The list of the links, or the way to the one asked for, or a choice where many fit."""
    asked = request.args.get("linkType", "")
    if linkset.wants_list(asked, request.headers.get("Accept", "")):
        return _listed(path, name, default, links())
    if asked.removeprefix("gs1:").removeprefix(linkset.VOCABULARY) in ("", "defaultLink"):
        return _lead(path, default)
    fitting = linkset.find(links(), asked, _quality, [language(), SOURCE_LANGUAGE])
    if not fitting:
        return _refused(_("Chúng tôi không có liên kết loại %(kind)s.", kind=asked[:60]), 404)
    return _lead(path, fitting[0]) if len(fitting) == 1 else _offered(path, name, fitting)


def _quality(media_type: str) -> float:
    """The weight of a media type in the Accept header; without one all are welcome."""
    accepted = request.accept_mimetypes
    return float(accepted.quality(media_type)) if accepted else 1.0


def _lead(path: str, target: Target) -> AnyResponse:
    """A redirect that passes the query on, without what it has already served."""
    href = target.href
    served = {"linkType", *(key for key, _value in parse_qsl(urlsplit(href).query))}
    query = request.query_string.decode("ascii", "ignore")
    kept = [part for part in query.split("&") if part and part.partition("=")[0] not in served]
    if kept and target.is_open:
        href += ("&" if "?" in href else "?") + "&".join(kept)
    origin = origin_for(current_app.config["PUBLIC_URL"], request.host)
    response = redirect(href, 307)
    response.headers.update(redirect_headers(path, href, origin))
    return response


def _listed(path: str, name: str, default: Target, links: list[Target]) -> Response:
    made = linkset.document(current_app.config["PUBLIC_URL"], path, name, default, links)
    response = jsonify(made)
    response.content_type = MEDIA_TYPE
    response.headers.update({"Cache-Control": "no-cache", "Vary": "Accept, Accept-Language"})
    response.headers.add("Link", linkset.CONTEXT_LINK)
    return response


def _offered(path: str, name: str, links: list[Target]) -> Response:
    """Several links of the type fit alike: the reader chooses."""
    page = render_template("traceability/links/choices.html", name=name, links=links)
    response = Response(page, 300)
    response.headers.update({"Cache-Control": "no-cache", "Vary": "Accept, Accept-Language"})
    response.headers.add("Link", list_link(path))
    return response


@bp.get("/l/<code>.txt")
def text(code: str) -> Response:
    """The passport in plain text, for gateways and phones that show nothing else."""
    known = queries.find_printed(code)
    said = exports.as_text(known or code[: queries.MOST_SIGNS], language(), clock.today())
    response = Response(said, 200 if known else 404, mimetype="text/plain")
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.get("/truy-xuat/<code>/qr.<any(svg, png):kind>")
def picture(code: str, kind: str) -> AnyResponse:
    """The QR code of a batch, with the stars of today beside it."""
    label = _label(queries.get_printed_batch(code))
    body = qr.svg(label).encode() if kind == "svg" else qr.png(label)
    response = Response(body, mimetype="image/svg+xml" if kind == "svg" else "image/png")
    response.headers["Cache-Control"] = "no-cache"  # its stars may end today
    response.add_etag()
    return response.make_conditional(request)


def _label(batch: queries.PrintedBatch) -> qr.Label:
    stars = 0
    if batch.product_id and not is_stopped(batch.recall_state):
        stars = standing_of(batch.product_id, clock.today()).stars
    address = current_app.config["PUBLIC_URL"] + batch.path
    return qr.Label(address, batch.code, batch.product_name or "", stars)


@bp.get("/.well-known/gs1resolver")
def description() -> Response:
    """What this resolver can do, in GS1's words."""
    config = current_app.config
    return jsonify(linkset.description_file(config["PUBLIC_URL"], config["SHOP_NAME"]))


def _refused(message: str, status: int) -> Response:
    page = render_template("traceability/links/refused.html", message=message, status=status)
    return Response(page, status)


@bp.after_request
def open_to_all(response: Response) -> Response:
    """Apps of others may ask the resolver too."""
    if request.path.startswith(("/01/", "/l/", "/.well-known/")):
        response.headers.update(CORS)
    return response
