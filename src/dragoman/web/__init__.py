"""The site: what a ledger holds, as pages that need no script, no other host and no account.

`site` builds the application, `asking` turns addresses into the one filter of `query`, `rendering`
makes pages and files of answers, `pages/` has a file for each page.
"""
