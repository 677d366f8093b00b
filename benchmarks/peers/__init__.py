"""What others build from the very same records: Hugo, and stock MkDocs with Material."""
