"""The application for a WSGI server, made from the environment."""

from storefront.app import create_app
from storefront.config import Config
from storefront.lane.gate import with_lane

app = create_app(Config.from_environment())
application = with_lane(app)
