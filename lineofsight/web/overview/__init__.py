"""The leaders' page, and the questions that it leads to."""
