"""The statement as PDF: letterhead, one line per order, sums; text that can be selected."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from catalog.kernel import clock
from catalog.kernel.i18n import _, format_day, language
from catalog.kernel.phone import format_phone
from storefront.journal.rules import Account
from storefront.payouts import labels
from storefront.payouts.models import Payout
from storefront.payouts.papers import Paper
from storefront.payouts.rules import PayoutState, Split
from traceability.labels.face import BOLD, INK, PLAIN, fonts

MARGIN = 12 * mm
WIDTHS = [35 * mm, 20 * mm] + [21.2 * mm] * 10
LINE = Color(0.75, 0.72, 0.65)
_TEXT = ParagraphStyle("text", fontName=PLAIN, fontSize=9, leading=12.5, textColor=Color(*INK))
_BOLD = ParagraphStyle("bold", _TEXT, fontName=BOLD)
_HEAD = ParagraphStyle("head", _TEXT, fontName=BOLD, fontSize=15, leading=20, spaceBefore=8)
_SMALL = ParagraphStyle("small", _TEXT, fontSize=8, leading=11)
_TOP = ParagraphStyle("top", _SMALL, fontName=BOLD, alignment=TA_RIGHT)


def draw(paper: Paper) -> bytes:
    """The statement as a file. Raises FontsMissing where the set-up has not fetched the fonts."""
    fonts()
    out = BytesIO()
    by = paper.operator.name if paper.operator else _("Sàn chưa ghi thông tin bên vận hành.")
    document = SimpleDocTemplate(
        out,
        pagesize=landscape(A4),
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN + 4 * mm,
        title=_title(paper),
        author=by,
        creator=by,
        producer="ReportLab",
        subject=_("Tiền bán hàng của %(seller)s", seller=paper.seller.name),
        keywords=[one for one in (paper.seller.tax_code, _period(paper)) if one],
        displayDocTitle=True,
        lang="vi-VN" if language() == "vi" else "en",
    )
    story = [*_letterhead(paper), *_orders(paper), *_settled(paper), *_remarks(paper)]
    document.build(story, canvasmaker=_numbered(_title(paper)))
    return out.getvalue()


def _title(paper: Paper) -> str:
    if isinstance(paper.about, Payout):
        return _("Bảng kê lần chi %(number)s", number=paper.about.number)
    return _("Bảng kê tiền bán hàng tháng %(month)s", month=f"{paper.about:%m/%Y}")


def _period(paper: Paper) -> str:
    about = paper.about
    return about.number if isinstance(about, Payout) else f"{about:%m/%Y}"


def _letterhead(paper: Paper) -> list[Flowable]:
    unknown = _("chưa ghi")
    one, seller = paper.operator, paper.seller
    operator: list[tuple[str, str | None]] = [
        (_("Bên vận hành sàn"), one.name if one else None),
        (_("Mã số thuế"), one.tax_code if one else None),
        (_("Địa chỉ"), one.address if one else None),
        (_("Điện thoại"), format_phone(one.phone) if one else None),
    ]
    mine: list[tuple[str, str | None]] = [
        (_("Người bán"), seller.name),
        (_("Mã số thuế"), seller.tax_code),
        (_("Địa chỉ"), seller.address),
        (_("Lập lúc"), f"{paper.made_at.astimezone(clock.VIETNAM):%H:%M %d/%m/%Y}"),
    ]
    rows = [
        [_said(label, value or unknown), _said(other, known or unknown)]
        for (label, value), (other, known) in zip(operator, mine, strict=True)
    ]
    table = Table(rows, [sum(WIDTHS) / 2] * 2, hAlign="LEFT", style=_plain())
    return [table, Paragraph(escape(_title(paper)), _HEAD)]


def _said(label: str, value: str) -> Paragraph:
    return Paragraph(f"{escape(label)}: <font name='{BOLD}'>{escape(value)}</font>", _TEXT)


def _orders(paper: Paper) -> list[Flowable]:
    unit = Paragraph(escape(_("Đơn vị: đồng. Khoản bị trừ ghi dấu trừ.")), _SMALL)
    if not paper.orders:
        none = _("Không có đơn nào giao xong trong kỳ này.")
        return [unit, Spacer(1, 6), Paragraph(escape(none), _TEXT)]
    heads = (
        _("Đơn hàng"),
        _("Giao xong"),
        _("Người mua trả tiền hàng"),
        _("Người mua trả phí giao"),
        _("Sàn bù tiền giảm giá"),
        _("Trả lại người mua"),
        _("Tiền gói hộp quà"),
        _("Phí sàn, gồm GTGT của phí"),
        _("Thuế khấu trừ"),
        _("Phần của người bán"),
        _("Tiền mặt đã cầm"),
        _("Sàn chuyển"),
    )
    top = [
        Paragraph(escape(one), _TOP if place > 1 else _BOLD_SMALL)
        for place, one in enumerate(heads)
    ]
    rows = [
        [number, _day(paper.days.get(number)), *_cells(one)] for number, one in paper.orders.items()
    ]
    total = [_("Cộng %(count)s đơn", count=len(rows)), "", *_cells(paper.sum)]
    table = Table([top, *rows, total], WIDTHS, repeatRows=1, hAlign="LEFT", style=_ruled())
    return [unit, Spacer(1, 4), table]


_BOLD_SMALL = ParagraphStyle("bold small", _SMALL, fontName=BOLD)


def _cells(one: Split) -> list[str]:
    parts = (one.goods, one.delivery, one.subsidy, one.returned, one.packing, one.fee, one.tax)
    return [_number(each) for each in (*parts, one.yours, one.cash, one.by_platform)]


def _number(amount: int) -> str:
    return f"{amount:,}".replace(",", ".").replace("-", "−")


def _day(day: date | None) -> str:
    return format_day(day) if day else ""


def _settled(paper: Paper) -> list[Flowable]:
    taxes = paper.taxes
    rows: list[tuple[str, int]] = [
        (_("Thuế GTGT nằm trong phí sàn"), taxes[Account.FEE_VAT]),
        (_("Thuế GTGT sàn khấu trừ nộp thay"), taxes[Account.WITHHELD_VAT]),
        (_("Thuế TNCN sàn khấu trừ nộp thay"), taxes[Account.WITHHELD_PIT]),
    ]
    if paper.opening is not None and paper.closing is not None:
        rows += [
            (_("Sàn còn phải trả đầu kỳ"), paper.opening),
            (_("Cộng: sàn chuyển theo bảng trên"), paper.sum.by_platform),
            (_("Trừ: đã lập lệnh chi trong kỳ"), -paper.paid_out),
            (_("Cộng: người bán đã nộp sàn"), paper.paid_in),
            (_("Sàn còn phải trả cuối kỳ"), paper.closing),
        ]
    if paper.payout:
        rows += [(_("Khoản khác chuyển sang từ kỳ trước"), paper.others)] if paper.others else []
        rows.append((_("Số tiền chuyển lần này"), paper.payout.amount))
    table = Table(
        [[label, _number(amount)] for label, amount in rows],
        [90 * mm, 32 * mm],
        hAlign="LEFT",
        style=[
            *_lines(),
            ("ALIGN", (1, 0), (1, -1), "RIGHT"),
            ("FONT", (0, -1), (-1, -1), BOLD, 9),
        ],
    )
    return [Spacer(1, 8), table, *_transfers(paper)]


def _transfers(paper: Paper) -> Iterable[Flowable]:
    if not paper.payouts:
        return []
    lines = [
        _(
            "%(number)s: %(amount)s đồng đến %(bank)s %(account)s, lập ngày %(day)s. %(state)s.",
            number=one.number,
            amount=_number(one.amount),
            bank=one.bank_name,
            account=one.account,
            day=format_day(clock.local_date(one.batch.made_at)),
            state=labels.STATE[PayoutState(one.state)],
        )
        for one in paper.payouts
    ]
    head = Paragraph(escape(_("Lệnh chi")), ParagraphStyle("part", _BOLD, spaceBefore=8))
    return [head, *(Paragraph(escape(one), _TEXT) for one in lines)]


def _remarks(paper: Paper) -> list[Flowable]:
    said = [_("Số liệu lấy từ sổ sách của sàn. Đơn chưa giao xong không nằm trong bảng.")]
    if paper.is_running:
        said.append(_("Tháng chưa hết: các khoản ghi sau lúc lập chưa có ở đây."))
    if not paper.operator:
        said.append(_("Sàn chưa ghi thông tin bên vận hành."))
    return [Spacer(1, 8), Paragraph(escape(" ".join(said)), _SMALL)]


def _plain() -> TableStyle:
    return TableStyle([("LEFTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 0),
                       ("BOTTOMPADDING", (0, 0), (-1, -1), 1)])  # fmt: skip


def _lines() -> list[Any]:
    return [
        ("FONT", (0, 0), (-1, -1), PLAIN, 8.5),
        ("TEXTCOLOR", (0, 0), (-1, -1), Color(*INK)),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
    ]


def _ruled() -> TableStyle:
    return TableStyle(
        [
            *_lines(),
            ("ALIGN", (2, 0), (-1, -1), "RIGHT"),
            ("FONT", (0, -1), (-1, -1), BOLD, 8.5),
            ("LINEABOVE", (0, -1), (-1, -1), 1, Color(*INK)),
            ("SPAN", (0, -1), (1, -1)),
        ]
    )


def _numbered(title: str) -> type[Canvas]:
    """A canvas that knows at the end how many pages there are, and says so on each."""

    class Numbered(Canvas):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self._kept: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802 - reportlab's name
            self._kept.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for page, kept in enumerate(self._kept, 1):
                self.__dict__.update(kept)
                self.setFont(PLAIN, 8)
                words = _(
                    "%(title)s · trang %(page)s/%(pages)s",
                    title=title,
                    page=page,
                    pages=len(self._kept),
                )
                self.drawRightString(landscape(A4)[0] - MARGIN, MARGIN / 2, words)
                Canvas.showPage(self)
            super().save()

    return Numbered
