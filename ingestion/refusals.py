"""The one way in which a file is refused: in plain words for the person who gave it."""


class FileRefusedError(Exception):
    """The file cannot be loaded as a whole; the text says what is wrong and what to do."""


class RowBalanceError(Exception):
    """Rows read are not the rows accounted for: a mistake of this program, never of a file."""
