"""What is recorded about practice, on pseudonyms and at arm's length from case systems."""
