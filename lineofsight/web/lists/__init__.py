"""Lists of those who work: handed in, looked at, taken or left."""
