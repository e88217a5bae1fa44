"""A terminal explorer for hand-edited chronologies."""

__version__ = "0.1.0"
