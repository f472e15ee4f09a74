"""Forms of exports."""

from catalog.kernel.forms import HouseForm


class DownloadForm(HouseForm):
    """Nothing but the token: what is taken away is written down."""
