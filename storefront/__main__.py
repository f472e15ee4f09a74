"""The console script `ocop`: one clear line on stderr and exit 1 when something is refused."""

import sys

from flask.cli import FlaskGroup

from catalog.kernel.errors import DomainError
from storefront.app import create_app
from storefront.config import Config, SettingError


def main() -> None:
    try:
        app = create_app(Config.from_environment())
    except SettingError as error:
        sys.exit(f"ocop: {error}")
    group = FlaskGroup(
        name="ocop",
        help="The OCOP shop and its proof.",
        create_app=lambda: app,
        add_default_commands=False,
        add_version_option=False,
        load_dotenv=False,
        set_debug_flag=False,
    )
    try:
        group.main(prog_name="ocop")
    except DomainError as error:
        sys.exit(f"ocop: {error.message}")


if __name__ == "__main__":
    main()
