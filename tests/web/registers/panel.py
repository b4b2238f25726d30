"""A panel of 22 June 2026: what is decided at it, and who makes it quorate."""

DAY = {"on-day": "22", "on-month": "6", "on-year": "2026"}
DECIDED = {"decision": "agreed-with-actions", "challenged": "yes", "plan-changed": "no"}
QUORATE = ["chair", "legal", "manager"]
