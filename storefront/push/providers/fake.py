"""A push service that does not exist: each message is a line in DATA_DIR/push.log, sealed as it is.

As real ones do, it wants a token of ours and knows no browser whose address ends in /gone.
"""

import json
from collections.abc import Mapping
from pathlib import Path


class FakePush:
    def __init__(self, data_dir: Path) -> None:
        self._file = data_dir / "push.log"

    def send(self, endpoint: str, body: bytes, heads: Mapping[str, str]) -> int:
        if not heads.get("Authorization", "").startswith("vapid t="):
            return 401
        for ending, status in (("/gone", 410), ("/busy", 503)):
            if endpoint.endswith(ending):
                return status
        line = json.dumps({"endpoint": endpoint, "bytes": len(body), "body": body.hex()})
        with self._file.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
        return 201
