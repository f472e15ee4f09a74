"""Forms of notices."""

from catalog.kernel.forms import HouseForm


class ToldForm(HouseForm):
    """Nothing but the token: pressing the button says that the buyer knows."""
