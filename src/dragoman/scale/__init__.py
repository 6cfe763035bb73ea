"""Reading on a cluster: the same records as on one machine, as tables by day (extra `ray`)."""

from __future__ import annotations

from dragoman.scale.importing import import_into
from dragoman.scale.running import Part, add

__all__ = ["Part", "add", "import_into"]
