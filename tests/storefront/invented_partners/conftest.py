"""Purchases that wait to be paid come from the tests of gateways."""

from tests.storefront.gateways.conftest import method, open_till, partners, till
from tests.storefront.gateways.test_views import buyer

__all__ = ["buyer", "method", "open_till", "partners", "till"]
