"""What is measured, a file a kind of work; each gives rows."""
