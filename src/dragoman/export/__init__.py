"""Stage 12: hand it on, as records, lists and the formats of the field."""
