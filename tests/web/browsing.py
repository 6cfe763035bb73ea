"""What the tests in Chromium share: shapes of screens, a site on a port, axe-core's findings."""

from __future__ import annotations

import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

SHAPES: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 740}, "color_scheme": "light"},
}
_HERE = Path(__file__).parent


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """The address at which an application is served meanwhile."""
    import uvicorn

    config = uvicorn.Config(app, "127.0.0.1", 0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def axe_script() -> str:
    """The script of axe-core, fetched by npm once; skips the test where that cannot be."""
    script = _HERE / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        if shutil.which("npm") is None:
            pytest.skip("npm is not installed: axe-core cannot be fetched")
        done = subprocess.run(
            ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock"],
            cwd=_HERE, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        if done.returncode:
            pytest.skip(f"npm could not fetch axe-core: {done.stderr[-200:]}")
    return script.read_text(encoding="utf-8")


def serious(page: Any, axe: str) -> list[tuple[str, str, str]]:
    """What axe-core finds on a page and calls serious or worse: where, which rule, an example."""
    page.evaluate(axe)
    result = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [
        (page.url, v["id"], v["nodes"][0]["html"][:160])
        for v in result["violations"]
        if v["impact"] in {"serious", "critical"}
    ]
