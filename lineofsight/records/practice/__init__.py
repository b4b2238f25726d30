"""What is recorded about practice: what happened, what held, and who worked with whom."""
