"""One row of a face: its values in the order of the columns that the library declares; yes and no as 1 and 0."""

Row = tuple[str | int | None, ...]
