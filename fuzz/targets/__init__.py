"""All that is fuzzed, by name."""

from __future__ import annotations

from importlib import import_module

from fuzz.target import Target

# Only the file that is asked for is imported: instrumenting all takes ten seconds.
FILES = {
    "acquiring": "html text mail mailbox feed warc lines csv tsv gdelt zip tar gzip unnamed "
    "docx pdf",
    "grammars": "dates metadata edtf figures",
    "codebooks": "codebook names examples settings",
    "importing": "codings geonames",
    "asking": "filter columns",
    "reading": "article",
    "serving": "rest pages",
}
NAMES = tuple(name for names in FILES.values() for name in names.split())


def target(name: str) -> Target:
    """The target of a name."""
    file = next(file for file, names in FILES.items() if name in names.split())
    found: Target = import_module(f"fuzz.targets.{file}").TARGETS[name]
    return found
