"""The REST interface, `/api/v1`: what the pages show, as JSON, JSON lines and CSV.

`parameters` says what may be asked and how, `answers` gives answers their format, page and ETag,
`problems` tells what went wrong, `shapes` are the records as OpenAPI describes them; the other
files each have some of the routes, `making` puts them together.
"""
