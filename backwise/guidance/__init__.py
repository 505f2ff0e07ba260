"""What to suggest to whom."""
