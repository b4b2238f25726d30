"""Children on a pathway: its steps, who recorded them, and what waits."""
