"""The Flask extensions, made once and bound to the application in app.py."""

from ipaddress import ip_address

from flask import request
from flask_limiter import Limiter
from flask_migrate import Migrate
from flask_wtf import CSRFProtect


def network() -> str:
    """Where a request comes from, for limits: the address, or the /64 of an IPv6 customer."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if address.version == 6:
        return address.exploded[:19]
    return str(address)


csrf = CSRFProtect()
limiter = Limiter(key_func=network, headers_enabled=False, strategy="moving-window")
migrate = Migrate()
