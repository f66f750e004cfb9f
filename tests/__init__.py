"""The tests: they mirror the package, and share what they make by hand."""
