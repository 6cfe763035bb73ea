"""Makes the pictures of the site in docs/images from the example articles, in Chromium.

.venv/bin/python docs/pictures.py
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from dragoman.ledger import open_ledger
from dragoman.query import View

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
PROGRAM = str(Path(sys.executable).with_name("dragoman"))
PORT = 18765


def addresses(path: Path) -> dict[str, tuple[str, int, str]]:
    """What is shown: name of the picture, address, height, light or dark."""
    with View(open_ledger(path)) as view:
        rows = list(view.events(dyad=("TUR", "EGY")))
        told = max(rows, key=lambda row: (len(row.reports), row.event.id)).event.id
        document = max(view.documents(), key=lambda row: (row.claims, row.events, row.source.uri))
    return {
        "web-home": ("/", 1000, "light"),
        "web-dossier": ("/pair/TUR/EGY", 1160, "light"),
        "web-document": (f"/document/{document.source.id}", 900, "light"),
        "web-map": ("/map", 860, "dark"),
        "web-review": (f"/review/{told}", 800, "light"),
    }


def taken(browser: Any, name: str, url: str, height: int, scheme: str) -> None:
    """One picture, in as many colours as a picture of text needs."""
    from PIL import Image

    context = browser.new_context(viewport={"width": 1280, "height": height}, color_scheme=scheme)
    page = context.new_page()
    page.goto(url)
    target = IMAGES / f"{name}.png"
    page.screenshot(path=target)
    context.close()
    few = Image.open(target).convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE)
    few.save(target, optimize=True)


def main() -> None:
    """Read the examples, serve them, take the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "examples.db"
        subprocess.run([PROGRAM, "add", ROOT / "examples", "--ledger", path], check=True)
        dossier = Path(folder) / "dossier.html"
        asked = [PROGRAM, "dossier", "TUR", "EGY", "--ledger", path, "--out", dossier]
        subprocess.run(asked, check=True)
        command = [PROGRAM, "serve", "--ledger", path, "--port", str(PORT), "--reviewer", "Ada"]
        with subprocess.Popen(command, cwd=folder) as process, sync_playwright() as play:
            time.sleep(15)
            browser = play.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            for name, (address, *shown) in addresses(path).items():
                taken(browser, name, f"http://127.0.0.1:{PORT}{address}", *shown)
            taken(browser, "dossier", dossier.as_uri(), 1000, "light")
            browser.close()
            process.terminate()


if __name__ == "__main__":
    main()
