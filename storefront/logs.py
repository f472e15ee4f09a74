"""Structured logs: one JSON object a line, with the id of the request it belongs to."""

import json
import logging
import re
import sys
import time
import uuid

from flask import Flask, Response, g, has_request_context, request

from catalog.kernel import clock

REQUEST_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


class JsonLines(logging.Formatter):
    """A record as one line of JSON; line breaks in a text cannot forge a second line."""

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "at": clock.now().isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if has_request_context():
            entry["request_id"] = g.get("request_id")
        if record.exc_info:
            entry["error"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False, default=str)


def init_app(app: Flask) -> None:
    if not app.testing:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonLines())
        logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
        logging.getLogger("alembic").setLevel(logging.WARNING)
    app.before_request(begin)
    app.after_request(finish)


def begin() -> None:
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
    g.began = time.perf_counter()


def finish(response: Response) -> Response:
    response.headers["X-Request-Id"] = g.get("request_id", "")
    facts = {
        "method": request.method,
        # The rule, not the address: order numbers and codes stay out of the log.
        "rule": request.url_rule.rule if request.url_rule else None,
        "status": response.status_code,
        "ms": round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 1),
    }
    if request.endpoint not in ("static", "health.healthz"):
        logging.getLogger("ocop.request").info("request", extra={"facts": facts})
    return response
