"""One widget a file, each with its own styles. Widgets do not know one another."""
