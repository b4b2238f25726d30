"""Understanding an action plan: which column is what, its rows, its days, its owners and its words for status."""
