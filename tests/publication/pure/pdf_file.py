"""A PDF in the hands of somebody else: opened by another program, changed, and saved in the plain form."""

from collections.abc import Callable
from io import BytesIO

import pikepdf

Change = Callable[[pikepdf.Pdf], object]


def changed(body: bytes, change: Change = lambda pdf: None) -> bytes:
    """The same file after a change, saved as it was."""
    kept = BytesIO()
    with pikepdf.open(BytesIO(body)) as pdf:
        change(pdf)
        pdf.save(
            kept,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            compress_streams=False,
            fix_metadata_version=False,
        )
    return kept.getvalue()


def drawn(old: bytes, new: bytes, *, page: int = 0) -> Change:
    """A change of what a page does; AssertionError when that does not stand there."""

    def change(pdf: pikepdf.Pdf) -> None:
        contents = pdf.pages[page].Contents
        steps = contents.read_bytes()
        assert old in steps, f"{old!r} does not stand on the page"
        contents.write(steps.replace(old, new, 1))

    return change


def text_stream(pdf: pikepdf.Pdf, words: bytes) -> pikepdf.Stream:
    """Something to attach or to run."""
    return pdf.make_stream(words)
