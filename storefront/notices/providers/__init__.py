"""How a mail leaves: through SMTP_URL, or into a folder."""

from typing import Protocol

from storefront.config import Config
from storefront.notices.providers.folder import Folder
from storefront.notices.providers.smtp import Smtp


class Mailer(Protocol):
    """Sends plain text, or raises what its way of sending raises."""

    def send(self, to: str, subject: str, text: str) -> None: ...


def mailer_for(config: Config) -> Mailer:
    """SMTP where it is set, else a file a mail in DATA_DIR/mail."""
    if config.smtp_url:
        return Smtp(config.smtp_url, config.public_host)
    return Folder(config.data_dir / "mail", config.public_host)
