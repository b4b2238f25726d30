"""What stands in a static folder where an edition was withdrawn: one page and its look, no script."""

from dataclasses import dataclass
from datetime import date
from html import escape

from lineofsight.library.words import day_words
from lineofsight.publication.render.html import HERE, POLICY, STYLE


@dataclass(frozen=True, kw_only=True)
class Gone:
    """A withdrawn edition: which, since when, why, its mark, whom to ask, and what to read instead, if anything."""

    partnership: str
    title: str
    number: int
    withdrawn_date: date
    reason: str
    mark: str
    instead: str = ""


def tombstone(gone: Gone) -> dict[str, bytes]:
    """The files of the folder. The same edition gives the same bytes."""
    said = {name: escape(str(value)) for name, value in vars(gone).items()}
    heading = f"This edition was withdrawn on {day_words(gone.withdrawn_date)}"
    instead = f"<p>Read instead: {said['instead']}</p>\n" if gone.instead else ""
    page = f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="robots" content="noindex">
  <title>{heading} – {said["partnership"]}</title>
  <link rel="stylesheet" href="{STYLE}">
</head>
<body>
  <header class="los-header"><div class="los-width">{said["partnership"]}</div></header>
  <main class="los-width" id="main">
<p class="los-caption">{said["title"]}, edition {said["number"]}</p>
<h1>{heading}</h1>
<p class="los-lede">{said["reason"]}</p>
{instead}<p>Ask {said["partnership"]} if you need to know more.</p>
<p>Mark of the withdrawn text: <span class="los-code">{said["mark"]}</span></p>
  </main>
</body>
</html>
"""
    return {"index.html": page.encode(), STYLE: (HERE / STYLE).read_bytes()}
