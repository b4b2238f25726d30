"""What a body with its own system states of its practice each quarter, n of N."""
