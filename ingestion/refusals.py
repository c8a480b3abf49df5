"""The one way in which a file is refused: in plain words for the person who gave it."""


class FileRefusedError(Exception):
    """The file cannot be loaded as a whole; the text says what is wrong and what to do."""


class DateOrderOpenError(FileRefusedError):
    """Whether the day or the month comes first is for a person to say."""


class ScaleOpenError(FileRefusedError):
    """On which scale people said how likely they are to recommend is for a person to say.

    `question` is what is asked, without the way to answer it in a mapping; `stated` is the scale
    that the form names, where no figure is made for it.
    """

    def __init__(self, question: str, remedy: str, stated: tuple[int, int] | None) -> None:
        super().__init__(f"{question} {remedy}")
        self.question = question
        self.stated = stated


class UnknownFileError(FileRefusedError):
    """No format reads the file, and it is no report that is known to be of no use."""


class RowBalanceError(Exception):
    """Rows read are not the rows accounted for: a mistake of this program, never of a file."""
