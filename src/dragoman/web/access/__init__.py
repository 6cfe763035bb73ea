"""Who may see and do what: a single user on this machine, or accounts where others can reach it.

`accounts` keeps users, tokens, sessions and the audit in a file of their own beside the ledger,
`roles` says what each role may, `gate` lets requests in, `pages` has sign-in and sign-out.
"""
