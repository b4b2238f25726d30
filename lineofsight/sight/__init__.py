"""What was due for every child, done, late, not known, and what comes next: computed from records, never stored."""
