"""Who brings messages to browsers: the service each names; in the demonstration, nobody."""

from storefront.config import Config
from storefront.push.providers.base import PushService
from storefront.push.providers.fake import FakePush
from storefront.push.providers.http import HttpPush


def service_for(config: Config) -> PushService:
    return FakePush(config.data_dir) if config.demo or config.testing else HttpPush()
