"""What the browser's own push service gave it, put into the form by behaviours/push.js."""

from wtforms import HiddenField

from catalog.kernel.forms import HouseForm


class SubscribeForm(HouseForm):
    endpoint = HiddenField()
    browser_key = HiddenField()
    secret = HiddenField()
