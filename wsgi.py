"""The application for a WSGI server, made from the environment."""

from storefront.app import create_app
from storefront.config import Config

app = create_app(Config.from_environment())
application = app
