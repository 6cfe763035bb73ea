"""How Sphinx builds the documentation."""

project = "dragoman"
author = "The dragoman developers"
copyright = "2026, The dragoman developers"
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = "dragoman"
exclude_patterns = ["_build", "reference/settings-table.md"]
nitpicky = True
