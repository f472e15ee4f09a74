"""Partners with their fakes come from the tests of gateways."""

from tests.storefront.gateways.conftest import method, partners

__all__ = ["method", "partners"]
