"""The texts of `ingestion` and `warehouse` that people often meet on the pages, as templates.

Each is written as it is said there, with a placeholder for what differs. A test holds the list
against the code that says them.
"""

from dashboard.language import N_

# Why a row is refused.
_OF_ROWS = (
    N_("is blank, and a row cannot do without it"),
    N_("is not a date that can be read, or lies beyond belief"),
    N_("is not a whole number"),
    N_("is not a number"),
    N_("is not an amount such as 1234.50"),
    N_("is neither yes nor no"),
    N_("cannot be read"),
    N_("is not a rating from {low} to {high}"),
    N_("is not a score from {low} to {high}"),
    N_("is before the complaint was opened"),
    N_("is an error in the workbook: mend the formula, or type the value"),
    N_(
        "is a formula without a result: open the workbook in Excel or LibreOffice, save it there, "
        "and load it again"
    ),
    N_(
        "holds bytes that are no letters in the encoding of the file: write the cell again, or "
        "export the report as UTF-8"
    ),
    N_("stands beyond the last header: the row has more cells than the header"),
    N_("the row ends before the columns it needs"),
    N_("has the same key as a later row of this file, which was taken instead"),
    N_("belongs to no line of this file: a part of a sale needs the sale's other rows"),
    N_("is not in the {report} loaded so far; load that report for the same period as well"),
)

# Why a file is refused, and what to do.
_OF_FILES = (
    N_("The file is empty. Export the report again and load the new file."),
    N_("The file has no filled cells. Export the report again."),
    N_(
        "This is {kind}, not a table, whatever its name says. {hint} Export the report again as "
        "CSV or Excel (XLSX)."
    ),
    N_("a picture"),
    N_("a packed archive"),
    N_("a PDF document"),
    N_("a text document"),
    N_("a web page"),
    N_("A photograph of a table cannot be read."),
    N_("Tables in a PDF cannot be read."),
    N_("Unpack it and load the files inside."),
    N_("Open it in Excel or LibreOffice and save it as XLSX."),
    N_("This is a text document, not a table. Save the table as XLSX."),
    N_("These are slides, not a table. Save the table as XLSX."),
    N_("This is a packed archive, not a workbook. Unpack it and load the files inside."),
    N_("The workbook carries macros (small programs). Save it as XLSX without macros."),
    N_(
        "The workbook is locked with a password. Open it with the password, save it without one as "
        "XLSX, and load that file."
    ),
    N_("The workbook is cut off or damaged. Export or download it again."),
    N_(
        "The workbook cannot be opened: it is damaged, or far larger inside than it looks (one "
        "stray cell far below the table is enough). Copy the table into a new workbook, or save "
        "it as CSV."
    ),
    N_("The workbook was not read within {seconds} seconds. Save the table as CSV."),
    N_("The table cannot be read from row {row} on ({error}). Export the report again."),
    N_(
        'A quotation mark (") that opens in row {row} is never closed, so where the cells end '
        "cannot be told. The file may have been cut off: export the report again."
    ),
    N_(
        "This looks like {form}, but the column {column} is missing. Export it again with that "
        "column."
    ),
    N_(
        "This looks like {form}, but the column {column} is missing. Export it again with that "
        "column. {advice}"
    ),
    N_(
        "{refused} of {all} rows could not be taken, more than the {limit} that salon.toml allows "
        "(loading.rejected_limit), so nothing was loaded. The first: row {row}, {column}: "
        "“{value}” {because}."
    ),
    N_(
        "{without} of {all} rows have no partner in {report}, which says {what}. Export that "
        "report for the same period and load it together with this file."
    ),
    N_(
        "The file has amounts in {currencies}, and the salon counts in {currency}. Export it in "
        "{again}, or say in salon.toml how many {each} one of them is worth: under [rates], "
        "{lines} (three letters for each currency); then load the file again."
    ),
    N_("On which scale is “{question}” answered? {because}."),
    N_("None of its answers is a number from 0 to 10"),
)

# What a load says of itself, in parts.
_OF_LOADS = (
    N_("Read as {form} ({confidence})"),
    N_("headers read from real files"),
    N_("headers taken from programs that read such files"),
    N_("headers as the vendor describes them, not checked on a real file"),
    N_("our own template or your own mapping"),
    N_("not checked on a real file"),
    N_("no row is new"),
    N_("{new} new"),
    N_("{changed} changed"),
    N_("{gone} gone"),
    N_("{new} new, {changed} changed"),
    N_("{new} new, {gone} gone"),
    N_("{changed} changed, {gone} gone"),
    N_("{new} new, {changed} changed, {gone} gone"),
    N_("{rows} rows could not be taken, see the rejected rows"),
    N_("only the sheet {sheet} was read; save {others} as a file of its own"),
    N_("nothing was read from the sheet {sheets}"),
    N_("hidden sheets are not read: {sheets}"),
    N_("{columns} columns without a header hold cells that were not read"),
    N_("1 total row was left out, with {amount} in “{column}”"),
    N_("{rows} total rows were left out, with {amount} in “{column}”"),
    N_("“{question}” is on the scale {low} to {high}: {because}"),
    N_("the question says so"),
    N_("somebody gave a 0"),
    N_("it is the survey system's own question, which asks 0 to 10"),
    N_("“{question}” holds no scores from 0 to 10 and was not read"),
    N_("questions read: {questions}"),
    N_("{count} phone numbers are hidden or no numbers and were left blank"),
    N_(
        "{count} phone numbers are not valid in {country} and were kept as digits: a spreadsheet "
        "may have taken a leading 0 or + away"
    ),
    N_("{count} e-mail addresses are hidden or no addresses and were left blank"),
    N_(
        "The export shrinks: of {known} lines known from {first} up to the day before {end}, "
        "{lacking} are not in it any more ({share}; from {limit} on, loading.shrink_limit in "
        "salon.toml, they are kept). Check that the export is whole. If the lines were deleted, "
        "confirm that on the page Load, or load the file with --follow-deletions."
    ),
    N_(
        "{lacking} lines that earlier exports had are not among the rows taken, but {refused} rows "
        "were refused and may be those; they are kept. Mend the refused rows, or, if the lines "
        "were deleted, confirm that on the page Load or load the file with --follow-deletions."
    ),
)

# Why a column is taken for what it seems to be.
_OF_GUESSES = (
    N_("its cells are dates"),
    N_("its cells are moments"),
    N_("its cells are times of the day"),
    N_("its cells are addresses"),
    N_("its cells are phone numbers"),
    N_("its cells are words for what becomes of bookings"),
    N_("its cells are amounts"),
    N_("its cells are names of persons"),
    N_("its cells are texts that come again and again"),
    N_("the only column of whole numbers up to 10"),
    N_("the longest texts"),
)

# What the warehouse says of folders and campaigns, and of the model of values.
_OF_WAREHOUSE = (
    N_("Nothing has been built yet. Put exports into the inbox and run `regulars refresh`."),
    N_("The current build {file} is missing. Run `regulars build` to make it again."),
    N_(
        "{folder} is not a salon's folder: it has no salon.toml. Make one with `regulars init "
        "FOLDER`, or name yours with --workspace."
    ),
    N_("Nobody would be written to: choose other groups or hold fewer out."),
    N_("There is a campaign of this name, and it never changes: take another name."),
    N_(
        "{clients} clients came {times} times again. The model knows no season, no change of "
        "prices, no closures."
    ),
    N_(
        "Indicative: {clients} clients came {times} times again. Below {sound} clients a forecast "
        "is rough: look at the bands."
    ),
    N_(
        "No model: {clients} clients came {times} times again. A model needs {needed} clients and "
        "{visits} such visits. Values are means of past cohorts."
    ),
    N_(
        "No model: {clients} clients came {times} times again. No model fits what they did. Values "
        "are means of past cohorts."
    ),
)

TEMPLATES = (*_OF_ROWS, *_OF_FILES, *_OF_LOADS, *_OF_GUESSES, *_OF_WAREHOUSE)
