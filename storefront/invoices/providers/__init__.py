"""Which e-invoice provider is connected: none, or with DEMO=1 an invented one."""

from storefront.config import Config
from storefront.invoices.providers.base import InvoiceProvider
from storefront.invoices.providers.fake import FakeInvoices


def provider_for(config: Config) -> InvoiceProvider | None:
    """The provider of these settings. Without one, sellers use their own software."""
    if config.demo or config.testing:
        return FakeInvoices(config.data_dir)
    return None
