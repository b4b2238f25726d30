"""Pages about who works: numbers, and the visits that an absence leaves at risk."""
