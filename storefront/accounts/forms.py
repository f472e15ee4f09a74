"""Shapes of what people enter about themselves."""

from wtforms import HiddenField, PasswordField

from catalog.kernel.forms import AtMost, Filled, HouseForm, TextField
from catalog.kernel.i18n import lazy_
from storefront.accounts import rules


class SignInForm(HouseForm):
    login = TextField(lazy_("Số điện thoại hoặc e-mail"), [Filled(), AtMost(rules.LONGEST_EMAIL)])
    password = PasswordField(lazy_("Mật khẩu"), [Filled(), AtMost(rules.LONGEST_PASSWORD)])
    tiep = HiddenField()


class RegisterForm(HouseForm):
    name = TextField(lazy_("Họ tên"), [Filled(), AtMost(rules.LONGEST_NAME)])
    login = TextField(lazy_("Số điện thoại hoặc e-mail"), [Filled(), AtMost(rules.LONGEST_EMAIL)])
    password = PasswordField(lazy_("Mật khẩu"), [Filled(), AtMost(rules.LONGEST_PASSWORD)])
    tiep = HiddenField()


class DetailsForm(HouseForm):
    name = TextField(lazy_("Họ tên"), [Filled(), AtMost(rules.LONGEST_NAME)])


class PasswordForm(HouseForm):
    current = PasswordField(lazy_("Mật khẩu hiện tại"), [Filled(), AtMost(rules.LONGEST_PASSWORD)])
    new = PasswordField(lazy_("Mật khẩu mới"), [Filled(), AtMost(rules.LONGEST_PASSWORD)])
    tiep = HiddenField()
