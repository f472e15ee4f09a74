"""The Flask extensions, made once and bound to the application in app.py."""

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_migrate import Migrate
from flask_wtf import CSRFProtect

csrf = CSRFProtect()
limiter = Limiter(key_func=get_remote_address, headers_enabled=False, strategy="moving-window")
migrate = Migrate()
