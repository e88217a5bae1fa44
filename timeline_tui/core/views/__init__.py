"""A timeline under a query: its rows, counts, headers, matches and density."""
