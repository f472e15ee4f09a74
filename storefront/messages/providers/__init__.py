"""Which ways out there are: Zalo and SMS where a partner is set up, mail always."""

from storefront.config import Config
from storefront.messages.providers.base import Gateway
from storefront.messages.providers.fake import FakePhones
from storefront.messages.providers.folder import Folder
from storefront.messages.providers.mail import Mail, Mailer
from storefront.messages.providers.smtp import Smtp
from storefront.messages.rules import Channel


def mailer_for(config: Config) -> Mailer:
    """SMTP where it is set, else a file a mail in DATA_DIR/mail."""
    if config.smtp_url:
        return Smtp(config.smtp_url, config.public_host)
    return Folder(config.data_dir / "mail", config.public_host)


def gateways_for(config: Config) -> tuple[Gateway, ...]:
    """In the order in which they are tried."""
    mail = Mail(mailer_for(config))
    if can_text(config):
        phones = (FakePhones(one, config.data_dir) for one in (Channel.ZALO, Channel.SMS))
        return (*phones, mail)
    return (mail,)


def can_text(config: Config) -> bool:
    """Whether a text reaches a telephone: what needs a code by text is not offered without.

    Only the demonstration's telephones so far (docs/decisions/0114).
    """
    return config.demo or config.testing
