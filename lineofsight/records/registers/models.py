"""Entries of a register, decisions that are chased, and challenges with their stages."""
