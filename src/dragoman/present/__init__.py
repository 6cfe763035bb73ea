"""Stage 11: show it, as dossier, timeline, chart and lists."""
