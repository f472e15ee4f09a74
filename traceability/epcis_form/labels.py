"""The sentences for what is wrong with an EPCIS document."""

import json
from typing import Any

from jsonschema_rs import ValidationError

from catalog.kernel.i18n import _, lazy_

_LONGEST = 40
_UNKNOWN = lazy_("Trường này không có trong EPCIS 2.0; trường riêng cần tiền tố, như vidu:ten.")
_FAULTS: dict[str, Any] = {
    "required": lazy_("Thiếu trường %(property)s."),
    "additionalProperties": _UNKNOWN,
    "propertyNames": _UNKNOWN,
    "type": lazy_("“%(value)s” không đúng kiểu: cần %(kinds)s."),
    "enum": lazy_("“%(value)s” không phải từ mà chuẩn EPCIS cho dùng ở đây."),
    "uri": lazy_("“%(value)s” không phải địa chỉ (URI)."),
    "date-time": lazy_("“%(value)s” không phải thời điểm như 2026-11-22T08:30:00+07:00."),
    "pattern": lazy_("“%(value)s” không đúng dạng."),
    "not": lazy_("“%(value)s” phải viết bằng từ trần của chuẩn, không viết địa chỉ."),
    "falseSchema": lazy_("Trường này chỉ dùng khi action là ADD."),
    "anyOf": lazy_("Việc này không nói về hàng nào: thiếu danh sách mã (epcList, quantityList …)."),
    "uniqueItems": lazy_("Danh sách này ghi một thứ hai lần."),
    "minItems": lazy_("Phần này không được để trống."),
    "minProperties": lazy_("Phần này không được để trống."),
}
_KINDS = {
    "string": lazy_("chữ"),
    "number": lazy_("số"),
    "boolean": lazy_("true hoặc false"),
    "array": lazy_("danh sách [ ]"),
    "object": lazy_("nhóm trường { }"),
}


def fault(error: ValidationError) -> str:
    """What is wrong with the field, in a sentence that says what to write instead."""
    details = error.kind.as_dict()
    name = details["format"] if error.kind.name == "format" else error.kind.name
    sentence = str(_FAULTS.get(name) or _("Trường này không đúng chuẩn EPCIS 2.0."))
    return sentence % {
        "value": shown(error.instance),
        "property": details.get("property"),
        "kinds": ", ".join(str(_KINDS.get(kind, kind)) for kind in details.get("types", ())),
    }


def shown(value: object) -> str:
    """A value of a document as a sentence may quote it."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
