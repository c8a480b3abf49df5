"""What a file really is, by its first bytes: its name may say anything."""

from ingestion import text_encoding
from ingestion.refusals import FileRefusedError

ZIP = b"PK\x03\x04"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")

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
_XML_WORKBOOK = b"urn:schemas-microsoft-com:office:spreadsheet"
_OPEN_AND_SAVE = "Open it in Excel or LibreOffice and save it as XLSX."
_HINTS = {
    _PICTURE: "A photograph of a table cannot be read.",
    "a PDF document": "Tables in a PDF cannot be read.",
    _ARCHIVE: "Unpack it and load the files inside.",
    "a web page": _OPEN_AND_SAVE,
    "a workbook written as XML": _OPEN_AND_SAVE,
}
_SAMPLE = 4096
_BLANK = b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"
_MOST_CONTROLS = 0.02


def refuse_what_is_no_table(content: bytes) -> None:
    """Raise `FileRefusedError` for files that are known to be something else."""
    if not content[:_SAMPLE].strip(_BLANK) and not content.strip(_BLANK):
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
    # A page in UTF-16 has zeros between its letters.
    start = content[:_SAMPLE].translate(None, b"\x00\xef\xbb\xbf\xff\xfe").lstrip().lower()
    if start.startswith(b"<?xml") and _XML_WORKBOOK in start:
        return "a workbook written as XML"
    if start.startswith(tuple(words.encode() for words in _WEB_PAGE)):
        return "a web page"
    if start.startswith((b"{", b"[{")):
        return "a JSON file"
    return "a binary file" if _is_binary(content) else None


def _is_binary(content: bytes) -> bool:
    """See control characters that no text has; UTF-16 has its own, in every other place."""
    marks = (ZIP, OLE, *(mark for mark, _ in text_encoding.BOMS))
    if content.startswith(marks) or text_encoding.wide(content):
        return False
    sample = content[:_SAMPLE]
    controls = sum(byte < 9 or 13 < byte < 27 for byte in sample)  # noqa: PLR2004
    return controls > _MOST_CONTROLS * len(sample)
