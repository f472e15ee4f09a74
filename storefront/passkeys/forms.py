"""What a device answered, as the browser's script puts it into a form."""

from wtforms import HiddenField

from catalog.kernel.forms import AtMost, HouseForm
from storefront.passkeys import rules


class AnswerForm(HouseForm):
    answer = HiddenField(validators=[AtMost(rules.LONGEST_ANSWER)])
    tiep = HiddenField()
