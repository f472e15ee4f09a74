"""The push service that the browser named, reached like any address strangers give us: looked up
once, on the open internet only, no redirect (storefront/webhooks)."""

from collections.abc import Mapping

from storefront.push.errors import Busy
from storefront.webhooks.providers import http

REFUSED = 403


class HttpPush:
    def send(self, endpoint: str, body: bytes, heads: Mapping[str, str]) -> int:
        try:
            return http.post(endpoint, body, heads, is_demo=False)
        except http.NotReached as error:
            raise Busy(str(error)) from error
        except http.NotAllowed:
            return REFUSED
