"""What is kept and how long: the data-protection officer's page."""
