"""A question to the events, read from the parameters of the EPCIS 2.0 query interface."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from catalog.kernel.clock import local_date, noon_of
from traceability.epcis.addresses import Goods, read_goods, read_slug
from traceability.epcis.rules import moment_of
from traceability.epcis_form.vocabulary import ACTIONS, EVENT_TYPES
from traceability.epcis_rest import errors

PER_PAGE = 30
MOST_PER_PAGE = 500
MOST_VALUES = 50
_TOKEN = re.compile(r"([0-9T:.+-]{10,40})~([0-9]{1,18})")

# Which lists of an event a parameter looks into: those of objects, inputs, outputs, any.
_MATCHES = {
    "MATCH_epc": "objects",
    "MATCH_epcClass": "objects",
    "MATCH_inputEPC": "inputs",
    "MATCH_inputEPCClass": "inputs",
    "MATCH_outputEPC": "outputs",
    "MATCH_outputEPCClass": "outputs",
    "MATCH_anyEPC": "any",
    "MATCH_anyEPCClass": "any",
}
# About fields that no event here has: by the standard nothing matches.
_NEVER = frozenset(
    """
    EQ_disposition EQ_persistentDisposition_set EQ_persistentDisposition_unset MATCH_parentID
    EQ_transformationID EQ_type EQ_deviceID EQ_dataProcessingMethod EQ_microorganism
    EQ_chemicalSubstance EQ_bizRules EQ_stringValue EQ_hexBinaryValue EQ_uriValue EQ_booleanValue
    GE_startTime LT_startTime GE_endTime LT_endTime
    """.split()  # noqa: SIM905 - a list of names reads better as text
)
_NOT_ANSWERED = frozenset(
    {"GE_errorDeclarationTime", "LT_errorDeclarationTime", "EQ_errorReason", "EQ_correctiveEventID"}
)
"""Of the standard, but not answered here."""

_QUANTITIES = ("EQ_quantity", "GT_quantity", "GE_quantity", "LT_quantity", "LE_quantity")
_PLACES = ("EQ_bizLocation", "WD_bizLocation", "EQ_readPoint", "WD_readPoint")
_LISTS = ("eventType", "EQ_action", "EQ_bizStep", "EQ_eventID", *_PLACES)
_TIMES = ("GE_eventTime", "LT_eventTime", "GE_recordTime", "LT_recordTime")
_WRONG = "EXISTS_errorDeclaration"
_ORDER = ("orderBy", "orderDirection", "eventCountLimit", "maxEventCount")
_PAGES = ("perPage", "nextPageToken")


@dataclass(frozen=True)
class After:
    """The last event of the page before: its place in the order."""

    key: str
    event_id: int


@dataclass(frozen=True)
class Question:
    """What is asked. None is "all the same"; `matches` are pairs of a side and the goods on it."""

    types: frozenset[str] | None = None
    actions: frozenset[str] | None = None
    steps: frozenset[str] | None = None
    producers: frozenset[str] | None = None
    communes: frozenset[str] | None = None
    ids: frozenset[str] | None = None
    first_day: date | None = None
    before_day: date | None = None
    recorded_from: datetime | None = None
    recorded_before: datetime | None = None
    matches: tuple[tuple[str, tuple[Goods, ...]], ...] = ()
    quantities: tuple[tuple[str, Decimal], ...] = ()  # ("GE", 12)
    is_of_nothing: bool = False
    wrong_only: bool = False
    by_record: bool = False
    descending: bool = False
    at_most: int | None = None
    refuse_over: int | None = None
    per_page: int = PER_PAGE
    after: After | None = None

    @property
    def lots(self) -> tuple[Goods, ...]:
        """Every lot that is named whole."""
        return tuple(one for _, goods in self.matches for one in goods if one.text is not None)


def read(given: Mapping[str, str]) -> Question:
    """The question, or ParameterRefused naming the parameter; NotImplementedHere for a right one
    that is about things no event here says."""
    known = {*_LISTS, *_TIMES, *_ORDER, *_PAGES, *_MATCHES, *_QUANTITIES, *_NEVER, _WRONG}
    for name in given:
        if name in _NOT_ANSWERED:
            raise errors.NotAnswered(name)
        if name not in known:
            raise errors.ParameterRefused(name)
    if "eventCountLimit" in given and ("maxEventCount" in given or "orderBy" not in given):
        raise errors.ParameterRefused("eventCountLimit")
    at_most = _count(given, "eventCountLimit")
    if at_most is not None and at_most > MOST_PER_PAGE:
        raise errors.QuestionTooLarge
    order = _one_of(given, "orderBy", ("eventTime", "recordTime"), "eventTime")
    way = _one_of(given, "orderDirection", ("ASC", "DESC"), "DESC" if "orderBy" in given else "ASC")
    return Question(
        types=_words(given, "eventType", EVENT_TYPES),
        actions=_words(given, "EQ_action", ACTIONS),
        steps=_words(given, "EQ_bizStep"),
        producers=_slugs(given, "bizLocation", "chu-the"),
        communes=_slugs(given, "readPoint", "dia-gioi"),
        ids=_words(given, "EQ_eventID"),
        first_day=_day(given, "GE_eventTime"),
        before_day=_day(given, "LT_eventTime"),
        recorded_from=_moment(given, "GE_recordTime"),
        recorded_before=_moment(given, "LT_recordTime"),
        matches=tuple(_matches(given)),
        quantities=tuple(
            (name[:2], _decimal(given, name)) for name in _QUANTITIES if name in given
        ),
        is_of_nothing=not _NEVER.isdisjoint(given),
        wrong_only=_one_of(given, _WRONG, ("true", "false"), "false") == "true",
        by_record=order == "recordTime",
        descending=way == "DESC",
        at_most=at_most,
        refuse_over=_count(given, "maxEventCount"),
        per_page=min(_count(given, "perPage") or PER_PAGE, MOST_PER_PAGE),
        after=_after(given, is_moment=order == "recordTime"),
    )


def token(after: After) -> str:
    """What stands behind nextPageToken."""
    return f"{after.key}~{after.event_id}"


def _values(given: Mapping[str, str], name: str) -> list[str] | None:
    """Values are parted by "|"."""
    if name not in given:
        return None
    values = [value.strip() for value in given[name].split("|") if value.strip()]
    if not values:
        raise errors.ParameterRefused(name)
    if len(values) > MOST_VALUES:
        raise errors.QuestionTooLarge
    return values


def _words(
    given: Mapping[str, str], name: str, allowed: tuple[str, ...] = ()
) -> frozenset[str] | None:
    values = _values(given, name)
    if values and allowed and not set(values) <= set(allowed):
        raise errors.ParameterRefused(name)
    return frozenset(values) if values else None


def _slugs(given: Mapping[str, str], field: str, folder: str) -> frozenset[str] | None:
    """Places named by EQ_ or WD_: ours have no places within."""
    values = [value for way in ("EQ", "WD") for value in _values(given, f"{way}_{field}") or ()]
    return frozenset(read_slug(one, folder) or "" for one in values) if values else None


def _one_of(given: Mapping[str, str], name: str, words: tuple[str, ...], otherwise: str) -> str:
    if (found := given.get(name, otherwise)) not in words:
        raise errors.ParameterRefused(name)
    return found


def _count(given: Mapping[str, str], name: str) -> int | None:
    if name not in given:
        return None
    number = _decimal(given, name)
    if number != number.to_integral_value() or not 0 < number < 10**9:
        raise errors.ParameterRefused(name)
    return int(number)


def _decimal(given: Mapping[str, str], name: str) -> Decimal:
    try:
        number = Decimal(given[name])
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= 10**12:
        raise errors.ParameterRefused(name)
    return number


def _moment(given: Mapping[str, str], name: str) -> datetime | None:
    if name not in given:
        return None
    # In an address a plus that nobody encoded has become a space.
    found = moment_of(given[name].replace(" ", "+"))
    if found is None:
        raise errors.ParameterRefused(name)
    return found


def _day(given: Mapping[str, str], name: str) -> date | None:
    """The first day whose event time, noon in Vietnam, is not before the moment."""
    moment = _moment(given, name)
    if moment is None:
        return None
    try:
        day = local_date(moment)
        return day if noon_of(day) >= moment else day + timedelta(days=1)
    except OverflowError as error:
        raise errors.ParameterRefused(name) from error


def _matches(given: Mapping[str, str]) -> list[tuple[str, tuple[Goods, ...]]]:
    found = []
    for name, side in _MATCHES.items():
        if values := _values(given, name):
            goods = tuple(one for value in values if (one := read_goods(value)))
            found.append((side, goods))
    return found


def _after(given: Mapping[str, str], *, is_moment: bool) -> After | None:
    if "nextPageToken" not in given:
        return None
    found = _TOKEN.fullmatch(given["nextPageToken"].replace(" ", "+"))
    try:
        if found is None:
            raise ValueError
        if is_moment:
            datetime.fromisoformat(found[1])
        else:
            date.fromisoformat(found[1])
    except ValueError as error:
        raise errors.ParameterRefused("nextPageToken") from error
    return After(found[1], int(found[2]))
