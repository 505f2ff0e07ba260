"""The knowledge database: its tables, its content files, and questions to it."""
