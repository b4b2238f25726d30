"""What is true of registers and challenges: plain values, no database, no clock."""
