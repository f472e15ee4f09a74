"""The parts of the page of figures: each a sentence, a picture, and the same as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from catalog.kernel.i18n import _, format_day, ngettext
from catalog.kernel.money import format_dong
from storefront.claims.labels import KIND
from storefront.claims.rules import ClaimKind
from storefront.insight import drawing
from storefront.insight.drawing import Chart, Figure
from storefront.insight.labels import TOPIC, topic_words
from storefront.insight.queries import Insight
from storefront.insight.rules import MOST_BARS, Places, Sold, Topic, Trend, trend
from traceability.scans.labels import KINDS
from traceability.scans.rules import ProblemKind


@dataclass(frozen=True)
class Part:
    """One part of the page: what the figures say, the picture of it, and the same as a table."""

    key: str
    title: str
    sentence: str
    chart: Chart | None
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def parts_of(found: Insight, today: date) -> list[Part]:
    """The parts of the page in their order."""
    return [
        _weeks(found, today),
        _months(found),
        _goods(found.sold_by_product),
        _scans(found),
        _checks(found.checks),
        _topics(found),
        _claims(found),
    ]


def _weeks(found: Insight, today: date) -> Part:
    sold = found.sold_by_week
    figures = [
        Figure(f"{start:%-d/%-m}", one.units, _week_words(start, one))
        for start, one in zip(found.weeks, sold, strict=True)
    ]
    rows = tuple(
        (format_day(start), str(one.units), format_dong(one.amount))
        for start, one in reversed(list(zip(found.weeks, sold, strict=True)))
    )
    return Part(
        "tuan",
        _("Bán được từng tuần"),
        _week_sentence(sold, today),
        drawing.bars(figures) if any(one.units for one in sold) else None,
        (_("Tuần từ ngày"), _("Món"), _("Tiền hàng")),
        rows,
    )


def _week_words(start: date, one: Sold) -> str:
    return _(
        "Tuần từ %(day)s: %(units)s món, %(amount)s",
        day=format_day(start),
        units=one.units,
        amount=format_dong(one.amount),
    )


def _week_sentence(sold: Sequence[Sold], today: date) -> str:
    now, before = sold[-1].units, sold[-2].units
    if not any(one.units for one in sold):
        return _("Mười hai tuần qua chưa bán được món nào ở đây.")
    how = trend(now, before)
    if how == Trend.MORE:
        said = _("Tuần này bán %(now)s món, nhiều hơn tuần trước %(more)s món.",
                 now=now, more=now - before)  # fmt: skip
    elif how == Trend.LESS:
        said = _("Tuần này bán %(now)s món, ít hơn tuần trước %(less)s món.",
                 now=now, less=before - now)  # fmt: skip
    elif how == Trend.SAME:
        said = _("Tuần này bán %(now)s món, bằng tuần trước.", now=now)
    else:
        said = _("Tuần này và tuần trước chưa bán được món nào.")
    left = 6 - today.weekday()
    if left and how == Trend.LESS:
        said += " " + ngettext("Tuần này còn %(num)s ngày.", "Tuần này còn %(num)s ngày.", left)
    return said


def _months(found: Insight) -> Part:
    sold = found.sold_by_month
    pairs = list(zip(found.months, sold, strict=True))
    figures = [
        Figure(f"{start:%-m/%y}", one.amount, f"{start:%m/%Y}: {format_dong(one.amount)}")
        for start, one in pairs
    ]
    return Part(
        "thang",
        _("Tiền hàng từng tháng"),
        _month_sentence(found.months, sold),
        drawing.line(figures, _short_money) if any(one.amount for one in sold) else None,
        (_("Tháng"), _("Món"), _("Tiền hàng")),
        tuple(
            (f"{start:%m/%Y}", str(one.units), format_dong(one.amount))
            for start, one in reversed(pairs)
        ),
    )


def _short_money(amount: int) -> str:
    """An amount at the side of a picture: "1,5 tr", "250k"."""
    if amount >= 1_000_000:
        return _("%(amount)s tr", amount=f"{amount / 1_000_000:g}".replace(".", ","))
    return f"{amount // 1000}k" if amount else "0"


def _month_sentence(months: Sequence[date], sold: Sequence[Sold]) -> str:
    now, best = sold[-1], max(sold, key=lambda one: one.amount)
    if not best.amount:
        return _("Sáu tháng qua chưa có tiền hàng.")
    said = _("Tháng này người mua đặt %(amount)s tiền hàng.", amount=format_dong(now.amount))
    if best is now:
        return said + " " + _("Đó là tháng cao nhất trong sáu tháng.")
    month = months[list(sold).index(best)]
    return said + " " + _("Cao nhất trong sáu tháng là tháng %(month)s: %(amount)s.",
                          month=f"{month:%m/%Y}", amount=format_dong(best.amount))  # fmt: skip


def _goods(sold: Sequence[tuple[str, Sold]]) -> Part:
    figures = [
        Figure(_short(name), one.units, _("%(name)s: %(units)s món", name=name, units=one.units))
        for name, one in sold[:MOST_BARS]
    ]
    if not sold:
        said = _("Chưa có món nào để so.")
    else:
        name, first = sold[0]
        every = sum(one.units for _, one in sold)
        share = round(first.units * 100 / every) if every else 0
        said = _(
            "Bán nhiều nhất: %(name)s, %(units)s món, %(share)s %% của tất cả.",
            name=name,
            units=first.units,
            share=share,
        )
    return Part(
        "mon",
        _("Món nào bán được"),
        said,
        drawing.lying(figures) if sold else None,
        (_("Sản phẩm"), _("Món"), _("Tiền hàng")),
        tuple((name, str(one.units), format_dong(one.amount)) for name, one in sold),
    )


def _short(name: str) -> str:
    return name if len(name) <= drawing.LONGEST_NAME else f"{name[: drawing.LONGEST_NAME - 1]}…"


def _scans(found: Insight) -> Part:
    counts = found.scans_by_week
    figures = [
        Figure(
            f"{start:%-d/%-m}",
            count,
            _("Tuần từ %(day)s: mở %(count)s lần", day=format_day(start), count=count),
        )
        for start, count in zip(found.weeks, counts, strict=True)
    ]
    if not any(counts):
        said = _("Mười hai tuần qua chưa ai quét mã. In tem lên gói để người mua quét được.")
    else:
        said = ngettext("Tuần này trang lô hàng được mở %(num)s lần.",
                        "Tuần này trang lô hàng được mở %(num)s lần.", counts[-1])  # fmt: skip
        if found.scans_by_product:
            name, count = found.scans_by_product[0]
            said += " " + _("Mười hai tuần qua mở nhiều nhất: %(name)s, %(count)s lần.",
                            name=name, count=count)  # fmt: skip
    return Part(
        "quet",
        _("Mã trên gói được quét"),
        said,
        drawing.line(figures) if any(counts) else None,
        (_("Sản phẩm"), _("Lần mở")),
        tuple((name, str(count)) for name, count in found.scans_by_product),
    )


def _checks(places: Places) -> Part:
    figures = [
        Figure(_short(name), count, _("%(name)s: %(count)s lần", name=name, count=count))
        for name, count in places.shown[:MOST_BARS]
    ]
    if not places.total:
        said = _("Chưa ai kiểm tra số riêng của gói nào.")
    elif not places.shown:
        said = _("Còn ít người nói mình ở đâu nên chưa tách theo tỉnh.")
    else:
        name, count = places.shown[0]
        said = _("Kiểm tra tem nhiều nhất ở %(name)s: %(count)s lần.", name=name, count=count)
    rows = [(name, str(count)) for name, count in places.shown]
    rows += [(_("Tỉnh khác, ít người nên không tách"), str(places.few))] if places.few else []
    rows += [(_("Không nói ở đâu"), str(places.unsaid))] if places.unsaid else []
    note = _("Chợ không ghi nơi ai đó quét mã; tỉnh chỉ có khi người kiểm tra tự chọn.")
    return Part(
        "noi",
        _("Người kiểm tra tem ở đâu"),
        f"{said} {note}",
        drawing.lying(figures) if figures else None,
        (_("Tỉnh, thành"), _("Lần kiểm tra")),
        tuple(rows),
    )


def _topics(found: Insight) -> Part:
    topics = found.topics
    figures = [
        Figure(topic_words(topic), count, f"{topic_words(topic)}: {count}")
        for topic, count in topics[:MOST_BARS]
    ]
    if not topics:
        said = _("Mười hai tuần qua chưa ai hỏi gì.")
    else:
        total = sum(count for _, count in topics)
        said = ngettext("Có %(num)s câu hỏi.", "Có %(num)s câu hỏi.", total)
        first, count = topics[0]
        if first != Topic.OTHER:
            said += " " + _("Hay hỏi nhất: %(topic)s (%(count)s).",
                            topic=str(TOPIC[first]), count=count)  # fmt: skip
        said += " " + (
            ngettext("%(num)s câu còn chờ bạn trả lời.", "%(num)s câu còn chờ bạn trả lời.",
                     found.waiting_count)
            if found.waiting_count
            else _("Câu nào cũng đã trả lời.")
        )  # fmt: skip
    return Part(
        "hoi",
        _("Người mua hỏi gì"),
        said,
        drawing.lying(figures) if topics else None,
        (_("Hỏi về"), _("Số câu")),
        tuple((topic_words(topic), str(count)) for topic, count in topics),
    )


def _claims(found: Insight) -> Part:
    asked = [(str(KIND[ClaimKind(kind)]), count) for kind, count in found.claims]
    told = [(str(KINDS[ProblemKind(kind)]), count) for kind, count in found.problems]
    every = sorted([*asked, *told], key=lambda pair: -pair[1])
    figures = [
        Figure(_short(name), count, _("%(name)s: %(count)s lần", name=name, count=count))
        for name, count in every[:MOST_BARS]
    ]
    if not every:
        said = _("Không ai báo lỗi hay đòi đổi trả trong mười hai tuần qua.")
    else:
        said = _("Nhiều nhất: %(name)s, %(count)s lần.", name=every[0][0], count=every[0][1])
    return Part(
        "loi",
        _("Vì sao khách đổi trả, báo lỗi"),
        said,
        drawing.lying(figures) if every else None,
        (_("Lý do"), _("Số lần")),
        tuple((name, str(count)) for name, count in every),
    )
