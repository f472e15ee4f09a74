"""Domain exceptions become HTTP answers here, and nowhere else."""

from urllib.parse import quote

from flask import (
    Flask,
    Response,
    current_app,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, SecurityError
from werkzeug.routing import RequestRedirect

from catalog.kernel.db import session
from catalog.kernel.errors import Conflict, DomainError, NotAllowed, NotFound
from catalog.kernel.i18n import _
from catalog.kernel.web import SignInRequired

STATUS = {NotFound: 404, NotAllowed: 403, Conflict: 409, DomainError: 422}
MACHINE_PATHS = ("/api/", "/epcis/", "/ledger/", "/webhooks/")


def init_app(app: Flask) -> None:
    app.register_error_handler(DomainError, refuse)
    app.register_error_handler(SignInRequired, lead_to_sign_in)
    app.register_error_handler(CSRFError, stale_form)
    app.register_error_handler(MethodNotAllowed, lead_to_page)
    app.register_error_handler(HTTPException, explain)
    app.register_error_handler(Exception, apologise)


def status_of(error: DomainError) -> int:
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def refuse(error: DomainError) -> ResponseReturnValue:
    return answer(status_of(error), str(error.message))


def lead_to_sign_in(error: SignInRequired) -> ResponseReturnValue:
    if is_for_a_machine():
        return answer(403, str(error.message))
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.sign_in", tiep=wanted))


def stale_form(error: CSRFError) -> ResponseReturnValue:
    return answer(400, _("Trang này đã mở quá lâu. Hãy quay lại, tải lại trang rồi gửi lần nữa."))


def explain(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error.get_response()
    if isinstance(error, SecurityError):  # a strange host: no page can be built for it
        return Response(http_message(error.code), error.code, mimetype="text/plain")
    response = answer(error.code, http_message(error.code))
    for name in ("Allow", "Retry-After"):
        if value := dict(error.get_headers()).get(name):
            response.headers[name] = value
    return response


def apologise(error: Exception) -> ResponseReturnValue:
    """A fault of ours: written to the log whole, told to the visitor without details."""
    session.remove()
    current_app.logger.exception("unhandled", exc_info=error)
    if current_app.testing:
        raise error
    return answer(500, http_message(500))


def lead_to_page(error: MethodNotAllowed) -> ResponseReturnValue:
    """An address that only takes forms, opened as a page: the nearest page above it.

    So the language can be changed, and a page reloaded, on what a form answered with.
    """
    above = find_page_above(request.path) if request.method == "GET" else None
    if above is None or is_for_a_machine():
        return explain(error)
    query = request.query_string.decode("latin-1")
    return redirect(f"{quote(above)}?{query}" if query else quote(above))


def find_page_above(path: str) -> str | None:
    """The longest beginning of a path that is a page; None for files and for the first page."""
    addresses = current_app.url_map.bind("")
    above, _slash, name = path.rpartition("/")
    while above and "." not in name:
        try:
            addresses.match(above, method="GET")
        except (HTTPException, RequestRedirect):
            above = above.rpartition("/")[0]
        else:
            return above
    return None


def http_message(code: int) -> str:
    return {
        400: _("Yêu cầu này không đúng dạng."),
        404: _("Không có trang này. Có thể địa chỉ bị gõ thiếu."),
        405: _("Trang này không nhận cách gửi đó."),
        413: _("Tệp hoặc nội dung gửi lên quá lớn."),
        429: _("Bạn thử quá nhiều lần. Vui lòng đợi một lát rồi thử lại."),
        500: _("Có lỗi phía chúng tôi. Việc của bạn chưa được ghi; vui lòng thử lại sau ít phút."),
    }.get(code, _("Không thực hiện được yêu cầu này."))


def answer(status: int, message: str) -> Response:
    """A page for people, application/problem+json (RFC 9457) for machines."""
    if is_for_a_machine():
        response = jsonify(type="about:blank", title=message, status=status)
        response.content_type = "application/problem+json"
    else:
        response = Response(render_template("errors/refused.html", message=message, status=status))
    response.status_code = status
    return response


def is_for_a_machine() -> bool:
    return request.path.startswith(MACHINE_PATHS)
