"""Forms of a mini-site, one for each section."""

from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, SelectChoice, SelectField

from catalog.kernel.forms import AtMost, Filled, HouseForm, LinesField, PhoneField, TextField
from catalog.kernel.i18n import lazy_
from storefront.sites import rules
from storefront.sites.labels import SECTION, THEME


class ThemeForm(HouseForm):
    """Which of the few colours."""

    theme = RadioField(
        lazy_("Màu và hoa văn"),
        [Filled()],
        choices=[SelectChoice(theme.value, words) for theme, words in THEME.items()],
    )


class StoryForm(HouseForm):
    """One line of greeting, and the story in paragraphs."""

    greeting = TextField(lazy_("Lời chào (một câu)"), [AtMost(rules.LONGEST_GREETING)])
    story = LinesField(lazy_("Câu chuyện"), [AtMost(rules.LONGEST_STORY)])


class BuyingForm(HouseForm):
    """What a buyer should know beside what the house says."""

    buying = LinesField(lazy_("Cách mua"), [AtMost(rules.LONGEST_BUYING)])


class ContactForm(HouseForm):
    """Where Zalo answers, and how to find the place."""

    zalo = PhoneField(lazy_("Số Zalo (không bắt buộc)"))
    directions = LinesField(lazy_("Chỉ đường"), [AtMost(rules.LONGEST_DIRECTIONS)])


class PhotoForm(HouseForm):
    """A photo and what it shows: read aloud to who cannot see it."""

    picture = FileField(lazy_("Ảnh"))
    caption = TextField(lazy_("Ảnh chụp gì"), [Filled(), AtMost(rules.LONGEST_CAPTION)])


class CaptionForm(HouseForm):
    """What a photo shows, said anew."""

    caption = TextField(lazy_("Ảnh chụp gì"), [Filled(), AtMost(rules.LONGEST_CAPTION)])


class PersonForm(HouseForm):
    """Somebody who works here and agreed."""

    name = TextField(lazy_("Tên gọi"), [Filled(), AtMost(rules.LONGEST_NAME)])
    role = TextField(lazy_("Làm việc gì"), [Filled(), AtMost(rules.LONGEST_ROLE)])
    picture = FileField(lazy_("Ảnh (không bắt buộc)"))
    has_agreed = BooleanField(lazy_("Người này đã đồng ý cho đăng tên và ảnh"))


class ReasonForm(HouseForm):
    """Why an operator does something; the seller reads it."""

    reason = TextField(lazy_("Vì sao"), [Filled(), AtMost(rules.LONGEST_REASON)])


class HideForm(ReasonForm):
    """Which section, and why."""

    section = SelectField(
        lazy_("Phần"),
        [Filled()],
        choices=[SelectChoice(section.value, words) for section, words in SECTION.items()],
    )
