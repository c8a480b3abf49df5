"""What a file really is, by its first bytes: its name may say anything."""

from ingestion.refusals import FileRefusedError

ZIP = b"PK\x03\x04"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")

_PICTURE = "a picture"
_ARCHIVE = "a packed archive"
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"BM", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", _ARCHIVE),
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf", _ARCHIVE),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database file"),
    (b"{\\rtf", "a text document"),
)
_WEB_PAGE = ("<!doctype html", "<html", "<table", "<head", "<?xml", "<meta")
_HINTS = {
    _PICTURE: "A photograph of a table cannot be read.",
    "a PDF document": "Tables in a PDF cannot be read.",
    _ARCHIVE: "Unpack it and load the files inside.",
    "a web page": "Open it in Excel or LibreOffice and save it as CSV or XLSX.",
}
_SAMPLE = 4096


def refuse_what_is_no_table(content: bytes) -> None:
    """Raise `FileRefusedError` for files that are known to be something else."""
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise FileRefusedError("The file is empty. Export the report again and load the new file.")
    kind = _kind(content)
    if kind:
        raise FileRefusedError(
            f"This is {kind}, not a table, whatever its name says. {_HINTS.get(kind, '')} "
            "Export the report again as CSV or Excel (XLSX)."
        )


def _kind(content: bytes) -> str | None:
    for signature, kind in _SIGNATURES:
        # BM may begin a header too: a bitmap has bytes that no text has.
        if content.startswith(signature) and (signature != b"BM" or _is_binary(content)):
            return kind
    if content[:4] == b"RIFF" or content[4:8] == b"ftyp":
        return _PICTURE
    start = content[:_SAMPLE].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(tuple(words.encode() for words in _WEB_PAGE)):
        return "a web page"
    if not content.startswith((ZIP, OLE, *BYTE_ORDER_MARKS)) and _is_binary(content):
        return "a binary file"
    return None


def _is_binary(content: bytes) -> bool:
    """See control characters that no text has; UTF-16 has zeros in every other place only."""
    sample = content[:_SAMPLE]
    controls = sum(byte < 9 or 13 < byte < 27 for byte in sample)  # noqa: PLR2004
    zeros = max(sample[::2].count(0), sample[1::2].count(0))
    return controls > 0.02 * len(sample) and zeros < 0.2 * len(sample)
