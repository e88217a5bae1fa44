"""A timeline file as records: its bytes decoded, its text cut into pieces, a piece as plain data.

Whatever the bytes, nothing but UnreadableFile is raised; what is wrong comes back as problems. It
knows YAML and the top-level keys, not what the fields mean.
"""
