"""What people ask about challenges and registers."""
