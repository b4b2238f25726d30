"""Returns of the council on their way in, and what each of them gave."""
