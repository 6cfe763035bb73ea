"""Units of measure and currencies: the forms they take in texts and what a record calls them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.codebook.alternatives import alternatives
from dragoman.codebook.loading import existing, formed, load_rows
from dragoman.codebook.sections import numbers_of, sections, words_of
from dragoman.errors import CodebookError

_FILE = "units.yaml"
_SHAPE: Mapping[str, type] = {
    "units": list, "symbols": dict, "nouns": dict, "further_names": dict, "cents": dict,
    "fixed": list, "not_codes": list, "weights": dict,
}  # fmt: skip
MONEY = "money"


@dataclass(frozen=True, slots=True)
class Unit:
    """What a form stands for: the word of the record, its dimension, and how many of it one is."""

    name: str
    dimension: str
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class Units:
    """All units and currencies with the patterns that find them before or after a number."""

    forms: Mapping[str, Unit]
    names: Mapping[str, str]
    symbols: Mapping[str, str]
    nouns: Mapping[str, str]
    cents: Mapping[str, float]
    by_noun: Mapping[str, Mapping[str, str]]
    fixed: frozenset[str]
    weights: Mapping[str, str]
    codes: frozenset[str]
    form: re.Pattern[str]
    symbol: str
    money: re.Pattern[str]

    def unit(self, form: str) -> Unit:
        """The unit that a form of the text stands for."""
        return self.forms[re.sub(r"\s+", " ", form).lower()]

    def currency(self, words: str, states: Collection[str]) -> Unit | None:
        """The currency of a name; a bare noun means that of the first of `states` that has one."""
        name = re.sub(r"\s+", " ", words).lower()
        if name in self.cents:
            return Unit("cents", MONEY, self.cents[name])
        if name in self.names:
            return Unit(self.names[name], MONEY)
        users = {} if name in self.fixed else self.by_noun.get(name.split()[-1], {})
        nearby = next((users[state] for state in states if state in users), None)
        if nearby is not None:
            return Unit(nearby, MONEY)
        return Unit(self.nouns[name], MONEY) if name in self.nouns else None


@formed("units.yaml", "currencies.csv")
def load_units(folders: Sequence[Path]) -> Units:
    """Read `units.yaml` and `currencies.csv`; raises CodebookError with the cause."""
    given = sections(folders, _FILE, _SHAPE)
    forms = _forms(given["units"])
    names, by_noun = _currencies(folders)
    names |= {code.lower(): code for code in sorted(set(names.values()))}
    names |= {str(k).lower(): str(v) for k, v in given["further_names"].items()}
    cents = numbers_of(given["cents"], f"{_FILE}: cents")
    codes = frozenset(names.values())
    signs = codes - set(words_of(given["not_codes"], f"{_FILE}: not_codes"))
    nouns = {str(k).lower(): str(v) for k, v in given["nouns"].items()}
    symbols = {str(k): str(v) for k, v in given["symbols"].items()}
    for table in (nouns, symbols):
        for word, code in table.items():
            if code not in codes and code != "XDR":
                raise CodebookError(f"{_FILE}: {word!r}: {code!r} is no currency of currencies.csv")
    return Units(
        forms=forms,
        names=names,
        symbols=symbols,
        nouns=nouns,
        cents=cents,
        by_noun=by_noun,
        weights={str(k): str(v) for k, v in given["weights"].items()},
        fixed=frozenset(words_of(given["fixed"], f"{_FILE}: fixed")),
        codes=codes,
        form=re.compile(rf"({alternatives(forms)})(?!\w|-\d)", re.IGNORECASE),
        symbol=alternatives([*symbols, *signs]),
        money=re.compile(
            rf"((?i:{alternatives([*names, *nouns, *cents])})|{alternatives(signs)})(?!\w)"
        ),
    )


def _forms(rows: Sequence[Any]) -> dict[str, Unit]:
    forms: dict[str, Unit] = {}
    for row in rows:
        if not isinstance(row, dict) or not {"unit", "dimension", "forms"} <= set(row):
            raise CodebookError(f"{_FILE}: a unit needs unit, dimension and forms, got {row!r}")
        unit = Unit(row["unit"], row["dimension"], float(row.get("factor", 1)))
        forms |= {str(form).lower(): unit for form in row["forms"]}
    return forms


def _currencies(folders: Sequence[Path]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Names with their codes, and for each bare noun the currency of every state that uses one."""
    names: dict[str, str] = {}
    by_noun: dict[str, dict[str, str]] = {}
    for path in existing(folders, "currencies.csv"):
        for line, row in load_rows(path, ("code", "names", "states")):
            if not re.fullmatch("[A-Z]{3}", row["code"]):
                raise CodebookError(f"{path}:{line}: {row['code']!r} is no ISO 4217 code")
            for name in row["names"].split("|"):
                names[name.lower()] = row["code"]
                noun = by_noun.setdefault(name.split()[-1].lower(), {})
                noun |= dict.fromkeys(row["states"].split(), row["code"])
    return names, by_noun
