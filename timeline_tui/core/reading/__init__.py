"""A file on its way to plain data: decoded, cut into chunks, parsed. `core.records` is the face."""
