"""What pages are held against: a bare Flask answer under the same server, and nginx with files."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from benchmarks.figures import Unmeasurable
from benchmarks.load import Target
from benchmarks.processes import free_port, serving

NGINX = """
daemon off;
worker_processes 1;
pid %(folder)s/nginx.pid;
error_log stderr;
%(user)s
events { worker_connections 256; }
http {
  access_log off;
  sendfile on;
  keepalive_requests 100000000;
  default_type text/html;
  client_body_temp_path %(folder)s/body;
  proxy_temp_path %(folder)s/proxy;
  fastcgi_temp_path %(folder)s/fastcgi;
  uwsgi_temp_path %(folder)s/uwsgi;
  scgi_temp_path %(folder)s/scgi;
  server { listen 127.0.0.1:%(port)d; root %(folder)s/www; }
}
"""

hello = Flask("hello")


@hello.get("/")
def greet() -> str:
    """The smallest answer Flask can give."""
    return "Xin chào"


@contextmanager
def bare_flask() -> Iterator[Target]:
    """A Flask view that returns a short text, under granian with one worker and one thread."""
    port = free_port()
    options = "--interface wsgi --no-ws --log-level warning --workers 1 --blocking-threads 1"
    command = [sys.executable, "-m", "granian", *options.split(), "--port", str(port)]
    origin = f"http://127.0.0.1:{port}"
    with serving([*command, "benchmarks.yardsticks:hello"], origin) as pid:
        yield Target("bare Flask answer", pid, origin)


@contextmanager
def nginx_files(label: str, content: bytes, count: int) -> Iterator[Target]:
    """nginx with one worker that hands out `count` files, each holding these bytes."""
    port = free_port()
    origin = f"http://127.0.0.1:{port}"
    paths = [f"/{number}" for number in range(count)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "www").mkdir()
        for path in paths:
            (folder / "www" / path[1:]).write_bytes(content)
        # As root nginx would hand the worker to a user who may not exist here.
        user = "user root;" if os.geteuid() == 0 else ""
        settings = folder / "nginx.conf"
        settings.write_text(NGINX % {"folder": folder, "port": port, "user": user})
        command = [_need_nginx(), "-e", "stderr", "-p", name, "-c", str(settings)]
        with serving(command, origin + paths[0]) as pid:
            yield Target(label, pid, origin, paths)


def _need_nginx() -> str:
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found is None:
        raise Unmeasurable(
            "nginx is not installed (Debian/Ubuntu: apt install nginx; macOS: brew install nginx)"
        )
    return found
