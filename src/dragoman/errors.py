"""Everything that can go wrong, as the user should hear of it."""


class DragomanError(Exception):
    """The root of dragoman's own errors; its message is written for the user."""


class CodebookError(DragomanError):
    """A file of the codebook is wrong: says file, line and cause."""


class SettingsError(DragomanError):
    """A setting is unknown or has a value that cannot be used."""


class LedgerError(DragomanError):
    """The ledger cannot be opened, read or written."""


class TooLongError(LedgerError):
    """A question to the ledger lasts longer than its reader waits."""


class QueryError(DragomanError):
    """A filter asks for something that does not exist."""


class ReadError(DragomanError):
    """A document could not be read: names the document and the cause."""


class ProposeError(DragomanError):
    """A language model cannot be asked for proposals: names the server and the cause."""
