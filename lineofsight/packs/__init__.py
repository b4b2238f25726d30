"""Packs: one Word or Excel file for an agency, filled in without us, and read back to what it says. Plain Python."""
