"""The receipt of an import: what was read, taken, left out, doubted and corrected by whom."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from lineofsight.assurance.queries.imports import receipt_of
from lineofsight.web.imports.views import address
from lineofsight.web.sheets import Cell, attachment, csv_file


def show_receipt(request: HttpRequest, waiting_import: Any) -> HttpResponse:
    """The receipt as a page."""
    receipt = receipt_of(waiting_import)
    if receipt is None:
        return HttpResponseRedirect(address(waiting_import))
    return render(request, "imports/receipt.html", {"waiting_import": waiting_import, "receipt": receipt})


def receipt_json(request: HttpRequest, waiting_import: Any) -> HttpResponse:
    """The receipt as it was frozen, byte for byte."""
    if not waiting_import.receipt:
        return HttpResponseRedirect(address(waiting_import))
    return attachment(waiting_import.receipt, media_type="application/json", name="import-receipt.json")


def receipt_csv(request: HttpRequest, waiting_import: Any) -> HttpResponse:
    """The receipt as a table: what, where, from, to, by whom, when."""
    receipt = receipt_of(waiting_import)
    if receipt is None:
        return HttpResponseRedirect(address(waiting_import))
    return csv_file(["what", "where", "from", "to", "by", "at"], _rows(receipt), name="import-receipt.csv")


def _rows(receipt: Any) -> Iterator[tuple[Cell, ...]]:
    file = receipt["file"]
    yield "file", file["name"], "", file["mark"], file["by"], file["begun"]
    for what in ("read", "taken"):
        for name, value in receipt.get(what, {}).items():
            yield what, name, "", ", ".join(value) if isinstance(value, list) else value, "", ""
    for piece in receipt.get("left_out", []):
        yield "left out", piece["line"], piece["text"], "", "", ""
    for one in receipt.get("tables", []):
        yield "table", "", one["table"], one["became"], "", ""
    for doubt in receipt.get("doubted", []):
        yield "doubted", doubt["paragraph"], doubt["doubt"], doubt["decided"] or "still open", "", ""
    for one in receipt.get("corrected", []):
        yield f"corrected: {one['what']}", one["paragraph"], one["from"], one["to"], one["by"], one["at"]
    for name, value in receipt.get("earlier", {}).items():
        yield "earlier edition", name, "", value, "", ""
    for text in receipt.get("gone", []):
        yield "no longer in the report", "", text, "", "", ""
