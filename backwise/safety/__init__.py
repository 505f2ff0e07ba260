"""Never missing an emergency: red flags in messages, and the safety check."""
