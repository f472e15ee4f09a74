"""The REST bindings of EPCIS 2.0: take events in, say what became of them, answer questions."""

from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError, NotAllowed, NotFound
from catalog.kernel.i18n import _
from catalog.kernel.web import SignInRequired, current_actor, requires
from catalog.producers.queries import get_producer
from traceability.batches.models import Batch
from traceability.batches.rules import BatchKind
from traceability.epcis import queries, reading, service
from traceability.epcis.addresses import Site
from traceability.epcis.master_data import vocabularies
from traceability.epcis.models import Capture
from traceability.epcis.writing import Writer, moment
from traceability.epcis_form import documents
from traceability.epcis_form.documents import FROM_THE_NET
from traceability.epcis_form.errors import DocumentRefused, TooLarge, TooManyEvents
from traceability.epcis_form.vocabulary import BIZ_STEPS, EVENT_TYPES
from traceability.epcis_rest import asking, errors, searching, terms
from traceability.epcis_rest.asking import Question
from traceability.events.models import Event

bp = Blueprint("epcis_rest", __name__, url_prefix="/epcis")

JSON_LD = "application/ld+json"
TAKEN = ("application/json", JSON_LD)
HEADERS = {
    "GS1-EPCIS-Version": "2.0.0",
    "GS1-EPCIS-Min": "2.0.0",
    "GS1-EPCIS-Max": "2.0.0",
    "GS1-CBV-Version": "2.0.0",
    "GS1-CBV-Min": "2.0.0",
    "GS1-CBV-Max": "2.0.0",
    "GS1-EPC-Format": "Always_GS1_Digital_Link",
    "GS1-Capture-Error-Behaviour": "rollback",
    "GS1-EPCIS-Capture-Limit": str(FROM_THE_NET.events),
    "GS1-EPCIS-Capture-File-Size-Limit": str(FROM_THE_NET.octets),
}

# What is refused, as the standard's exceptions with their status; the first that fits.
EXCEPTIONS: tuple[tuple[type[DomainError], str, int], ...] = (
    (TooLarge, "CaptureLimitExceededException", 413),
    (TooManyEvents, "CaptureLimitExceededException", 413),
    (errors.NotJSONMedia, "UnsupportedMediaTypeException", 415),
    (errors.OnlyJSON, "NotAcceptableException", 406),
    (errors.OnlyWhole, "ImplementationException", 501),
    (DocumentRefused, "ValidationException", 400),
    (errors.QuestionTooLarge, "QueryTooLargeException", 413),
    (errors.NotAnswered, "ImplementationException", 501),
    (errors.ParameterRefused, "QueryParameterException", 400),
    (SignInRequired, "SecurityException", 401),
    (NotAllowed, "SecurityException", 403),
    (NotFound, "NoSuchResourceException", 404),
    (DomainError, "ValidationException", 400),
)


@bp.errorhandler(DomainError)
def refuse(error: DomainError) -> ResponseReturnValue:
    """An RFC 9457 problem with the exception of the standard, the field and the rule."""
    name, status = next((n, s) for kind, n, s in EXCEPTIONS if isinstance(error, kind))
    told = {key: value for key in ("rule", "parameter") if (value := getattr(error, key, None))}
    if isinstance(error, DocumentRefused):
        told["pointer"] = error.pointer  # "" is the whole document
    response = jsonify(
        type=f"epcisException:{name}", title=str(error.message), status=status, **told
    )
    response.content_type = "application/problem+json"
    response.status_code = status
    return response


@bp.after_request
def tell_versions(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("GS1-Extensions", f"choxa={_site().origin}/epcis/voc#")
    return response


@bp.post("/capture")
@requires("epcis.capture")
def capture() -> ResponseReturnValue:
    """Take a document in, all of it or nothing; `?chu-the=` says whose events they are."""
    _check_sender()
    document = reading.read(documents.read(request.get_data(cache=False)))
    slug = request.args.get("chu-the")
    with transaction():
        chosen = get_producer(slug) if slug else None
        taken = service.capture(current_actor(), document, _site(), clock.now(), chosen)
        number = taken.number
    return "", 202, {"Location": url_for(".capture_job", number=number)}


@bp.get("/capture")
@requires("epcis.capture")
def capture_jobs() -> ResponseReturnValue:
    """The newest documents the asker sent in."""
    return jsonify([_job(job) for job in queries.list_captures(current_actor().id)])


@bp.get("/capture/<number>")
@requires("epcis.capture")
def capture_job(number: str) -> ResponseReturnValue:
    """What became of a document the asker sent in."""
    job = queries.get_capture(number)
    if job.actor_id != current_actor().id:
        raise NotFound
    return jsonify(_job(job))


@bp.get("/events")
def events() -> ResponseReturnValue:
    """Answer a question to the events."""
    if request.accept_mimetypes and request.accept_mimetypes.best_match(TAKEN) is None:
        raise errors.OnlyJSON
    question = asking.read(request.args)
    actor = current_actor()
    found = searching.search(actor, question, _site())
    records = queries.load(found.event_ids)

    def is_ours(thing: Event | Batch) -> bool:
        return actor.may("epcis.see") or thing.producer_id in actor.producer_ids

    def is_shown(batch: Batch) -> bool:
        """What is packed and not yet sold is named by the event, not described."""
        return is_ours(batch) or batch.kind != BatchKind.PACKED or batch.released_at is not None

    writer = Writer(_site(), records, private=is_ours)
    lists = vocabularies(_site(), records.events, is_shown)
    response = jsonify(writer.answer(clock.now(), lists))
    response.content_type = JSON_LD
    response.headers["Cache-Control"] = "no-store"
    if found.after:
        response.headers["Link"] = f'<{_next(question, found.after)}>; rel="next"'
    return response


@bp.get("/<any(eventTypes, bizSteps):what>")
def words(what: str) -> ResponseReturnValue:
    """The event types or business steps that questions may name."""
    member = list(EVENT_TYPES if what == "eventTypes" else BIZ_STEPS)
    whole = {"@context": _site().context, "type": "Collection", "member": member}
    return jsonify(whole), 200, {"Content-Type": JSON_LD}


@bp.get("/voc")
def voc() -> ResponseReturnValue:
    """What the words of our own namespace mean."""
    return jsonify(terms.vocabulary(_site().origin)), 200, {"Content-Type": JSON_LD}


def _check_sender() -> None:
    """Only JSON, which no form of another site can send; and all or nothing, as we do it."""
    if request.mimetype not in TAKEN:
        raise errors.NotJSONMedia
    if (request.content_length or 0) > FROM_THE_NET.octets:
        raise TooLarge
    if request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
        raise NotAllowed(_("Tài liệu này đến từ trang khác nên không nhận."))
    if request.headers.get("GS1-Capture-Error-Behaviour", "rollback") != "rollback":
        raise errors.OnlyWhole


def _job(job: Capture) -> dict[str, Any]:
    return {
        "captureID": job.number,
        "createdAt": moment(job.created_at),
        "finishedAt": moment(job.created_at),
        "running": False,
        "success": True,
        "captureErrorBehaviour": "rollback",
        "errors": [],
        "choxa:received": job.received,
        "choxa:recorded": job.recorded,
    }


def _next(question: Question, after: asking.After) -> str:
    given: dict[str, Any] = {**request.args, "nextPageToken": asking.token(after)}
    return _site().origin + url_for(".events", **given)


def _site() -> Site:
    return Site(current_app.config["PUBLIC_URL"])
