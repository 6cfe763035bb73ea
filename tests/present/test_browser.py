"""The page in Chromium: no overflow on a phone, and the marks of status show and hide."""

from __future__ import annotations

import re
import subprocess

import pytest

from dragoman.present.dossier import Dossier
from dragoman.present.html import dossier_html

pytestmark = pytest.mark.browser

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


def asked(page, tmp_path, expression, size="1280,900"):
    """What an expression gives in the page; only this copy of the page may run a script."""
    open_page = re.sub(r"<meta http-equiv=[^>]*>", "", page)
    script = f"<script>document.title = 'answer ' + ({expression});</script></body>"
    path = tmp_path / "page.html"
    path.write_text(open_page.replace("</body>", script), encoding="utf-8")
    done = subprocess.run(
        ["chromium", *FLAGS, f"--user-data-dir={tmp_path / 'user'}", f"--window-size={size}",
         "--dump-dom", path.as_uri()],
        capture_output=True, text=True, timeout=90,
    )  # fmt: skip
    found = re.search(r"<title>answer (.*?)</title>", done.stdout)
    assert found, done.stderr[-500:]
    return found[1]


@pytest.mark.parametrize("width", [500, 800, 1280])
def test_nothing_is_wider_than_the_window(page, tmp_path, width):
    # Headless Chromium has no window under 500 px; a phone is simulated in the next test.
    wide = asked(page, tmp_path, "document.documentElement.scrollWidth", f"{width},900")
    assert int(wide) <= width


def test_a_phone_shows_everything(page, tmp_path):
    narrow = page.replace(
        '<div class="page">', '<div class="page" style="max-width:360px;margin:0">'
    )
    beyond = (
        "[...document.querySelectorAll('.page *')].filter(e => "
        "!e.closest('.scroll, .canvas, svg, .unseen')"
        " && e.getBoundingClientRect().right > 361).length"
    )
    found = asked(narrow, tmp_path, beyond, "500,900")
    assert found == "0"


def test_a_status_can_be_hidden_without_a_script(page, dossier: Dossier, tmp_path):
    shown = "[...document.querySelectorAll('.entry')].filter(e => e.offsetParent).length"
    everything = int(asked(page, tmp_path, shown))
    unticked = page.replace('id="show-denied" checked', 'id="show-denied"')
    denied = sum(entry.status == "denied" for entry in dossier.entries)
    assert everything == len(dossier.entries)
    assert int(asked(unticked, tmp_path, shown)) == everything - denied


def test_the_page_runs_no_script_of_a_hostile_text(dossier, tmp_path):
    page = dossier_html(dossier)
    assert "alert" in page
    assert asked(page, tmp_path, "document.scripts.length") == "1"
