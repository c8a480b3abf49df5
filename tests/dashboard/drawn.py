"""What pages draw of their own: cards as one element, and tables in plain HTML."""

import json
from html.parser import HTMLParser

import polars as pl


def cards(app):
    """Every card of the page, by its label."""
    return {
        card["label"]: card
        for element in app.get("bidi_component")
        for section in json.loads(element.proto.json)["sections"]
        for card in section["cards"]
    }


def words(app):
    """Every text of the cards."""
    for label, card in cards(app).items():
        yield from (label, card["verdict"]["text"], card["value"], card["remark"] or "")
        yield from (change["text"] for change in card["changes"])


def wrapped_tables(app):
    """Every table in plain HTML, as the texts it shows."""
    return [_Table(element.body).frame() for element in app.html if "<table>" in element.body]


class _Table(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self._rows, self._is_cell = [], False
        self.feed(text)

    def handle_starttag(self, tag, _attributes):
        if tag == "tr":
            self._rows.append([])
        elif tag in {"th", "td"}:
            self._rows[-1].append("")
            self._is_cell = True

    def handle_endtag(self, tag):
        if tag in {"th", "td"}:
            self._is_cell = False

    def handle_data(self, data):
        if self._is_cell:
            self._rows[-1][-1] += data

    def frame(self):
        titles, *rows = self._rows
        return pl.DataFrame(rows, schema=dict.fromkeys(titles, pl.String), orient="row")
