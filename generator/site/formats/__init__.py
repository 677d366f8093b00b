"""Kinds of file that streets publish: what is in them beside what one sees, and how to be rid of that."""
