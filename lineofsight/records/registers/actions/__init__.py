"""What people do with challenges and registers."""
