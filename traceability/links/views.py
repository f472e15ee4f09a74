"""/truy-xuat to type or scan a code; /01/… and /l/…, which printed codes lead to."""

from urllib.parse import quote, urlsplit

from flask import Blueprint, Response, current_app, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as AnyResponse

from catalog.certification.queries import standing_of
from catalog.kernel import clock
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _, language
from catalog.kernel.web import allow
from traceability.links import linkset, qr, queries, rules
from traceability.links.answers import CORS, redirect_headers
from traceability.links.forms import FindForm
from traceability.links.labels import REASONS
from traceability.links.linkset import Target
from traceability.links.rules import BadLink, Link
from traceability.passport import exports

bp = Blueprint("links", __name__)


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


@bp.get("/01/<path:rest>")
def goods(rest: str) -> ResponseReturnValue:
    """Resolve a GS1 Digital Link: to the batch, the product, or a list of all links."""
    try:
        link = rules.parse(f"/01/{rest}".removesuffix("/"))
    except BadLink as error:
        return _refused(str(REASONS[error.reason]), 400)
    found = queries.find_goods(link.gtin)
    if found is None:
        return _refused(_("Chưa có sản phẩm nào ở đây mang mã GTIN %(gtin)s.", gtin=link.gtin), 404)
    code = queries.find_code(link.gtin, link.batch) if link.batch else None
    return _resolve(link.path, found.name, [*_of_batch(link, code), *_of_product(found.slug)])


def _resolve(path: str, name: str, targets: list[Target]) -> AnyResponse:
    """The list of the links, or the way to the one asked for; the first is the default."""
    asked = request.args.get("linkType", "")
    if linkset.wants_list(asked, request.headers.get("Accept", "")):
        return _listed(path, name, targets)
    target = linkset.find(targets, asked or "defaultLink")
    if target is None:
        return _refused(_("Chúng tôi không có liên kết loại %(kind)s.", kind=asked[:60]), 404)
    return _lead(path, target.href, is_given_up="linkType" in request.args)


def _of_product(slug: str | None) -> list[Target]:
    if slug is None:
        return []
    page = f"/san-pham/{slug}"
    return [Target("pip", page, _("Trang sản phẩm")), Target("hasRetailers", page, _("Mua ở đây"))]


def _of_batch(link: Link, code: str | None) -> list[Target]:
    if link.batch is None:
        return []
    if code is None:
        unknown = f"/truy-xuat/lo-chua-dang-ky?gtin={link.gtin}&lo={quote(link.batch, safe='')}"
        return [Target("traceability", unknown, _("Lô chưa được đăng ký"))]
    return [_passport(code, link.serial)]


def _passport(code: str, serial: str | None) -> Target:
    page = f"/truy-xuat/{quote(code)}"
    if serial:
        page += f"/so-rieng/{quote(serial, safe='')}"
    return Target("traceability", page, _("Hộ chiếu của lô"))


def _lead(path: str, href: str, *, is_given_up: bool = False) -> AnyResponse:
    """A redirect that passes the query on, without the link type it has already served."""
    query = request.query_string.decode("ascii", "ignore")
    if is_given_up:
        query = "&".join(part for part in query.split("&") if not part.startswith("linkType="))
    if query:
        href += ("&" if "?" in href else "?") + query
    response = redirect(href, 307)
    response.headers.update(redirect_headers(path, href))
    return response


def _listed(path: str, name: str, targets: list[Target]) -> Response:
    origin = current_app.config["PUBLIC_URL"]
    absolute = [Target(one.kind, origin + one.href, one.title) for one in targets]
    response = jsonify(linkset.document(origin + path, name, absolute))
    response.content_type = linkset.MEDIA_TYPE
    response.headers.update({"Cache-Control": "no-cache", "Vary": "Accept, Accept-Language"})
    return response


@bp.get("/l/<code>")
@bp.get("/l/<code>/<serial>")
def plain(code: str, serial: str | None = None) -> ResponseReturnValue:
    """The printed link of goods without a GTIN."""
    known = queries.find_printed(code)
    if known is None:
        return _lead(request.path, f"/truy-xuat/{quote(code, safe='')}")
    batch = queries.get_printed_batch(known)
    targets = [_passport(known, serial), *_of_product(batch.product_slug)]
    return _resolve(f"/l/{known}", batch.product_name or known, targets)


@bp.get("/l/<code>.txt")
def text(code: str) -> Response:
    """The passport in plain text, for gateways and phones that show nothing else."""
    known = queries.find_printed(code)
    said = exports.as_text(known or code[: queries.MOST_SIGNS], language(), clock.today())
    response = Response(said, 200 if known else 404, mimetype="text/plain")
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.get("/truy-xuat/<code>/so-rieng/<path:serial>")
def piece(code: str, serial: str) -> ResponseReturnValue:
    """Say that a serial number was never given out; so far none are."""
    batch = queries.get_printed_batch(code)
    page = render_template("traceability/links/piece.html", batch=batch, serial=serial[:20])
    return Response(page, 404)


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
    on = clock.today()
    stars = standing_of(batch.product_id, on).stars if batch.product_id else 0
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
