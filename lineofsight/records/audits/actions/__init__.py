"""What people do with audits."""
