"""Run the cells of notebooks where they lie and write what they show.

    python scripts/run_notebook.py [FILE…]

Does what a notebook server would, without one: the last expression of a cell is its output.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

NOTEBOOKS = Path(__file__).resolve().parent.parent / "docs" / "notebooks"


def executed(notebook: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The notebook with its code run in order, in its folder."""
    names: dict[str, Any] = {}
    number = 0
    cells = []
    with contextlib.chdir(folder):
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                number += 1
                outputs = list(run("".join(cell["source"]), names, number))
                cell = {**cell, "execution_count": number, "outputs": outputs}
            cells.append(cell)
    return {**notebook, "cells": cells}


def run(source: str, names: dict[str, Any], number: int) -> list[dict[str, Any]]:
    """What one cell prints and shows."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    shown: Any = None
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "cell", "exec"), names)
        if isinstance(last, ast.Expr):
            shown = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
    outputs: list[dict[str, Any]] = []
    if printed.getvalue():
        outputs.append(
            {"output_type": "stream", "name": "stdout", "text": lines(printed.getvalue())}
        )
    if shown is not None:
        outputs.append(
            {
                "output_type": "execute_result",
                "execution_count": number,
                "metadata": {},
                "data": data(shown),
            }
        )
    return outputs


def data(value: Any) -> dict[str, list[str]]:
    """A value as a notebook shows it."""
    html = value._repr_html_() if hasattr(value, "_repr_html_") else None
    plain = {"text/plain": lines("(a table)" if html else repr(value))}
    return plain | ({"text/html": lines(html)} if html else {})


def lines(text: str) -> list[str]:
    """A text as notebooks hold it."""
    return text.splitlines(keepends=True)


def main() -> None:
    """Run the notebooks named, or all of the documentation."""
    paths = [Path(name).resolve() for name in sys.argv[1:]] or sorted(NOTEBOOKS.glob("*.ipynb"))
    for path in paths:
        os.environ.pop("DRAGOMAN_LEDGER", None)
        made = executed(json.loads(path.read_text(encoding="utf-8")), path.parent)
        path.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(f"{path.name}: {sum(c['cell_type'] == 'code' for c in made['cells'])} cells run")


if __name__ == "__main__":
    main()
