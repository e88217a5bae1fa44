"""The query language: a line of text, the value that it means, and the rows that it selects."""

from timeline_tui.core.query.parser import parse
from timeline_tui.core.query.syntax import Query, QueryError

__all__ = ["Query", "QueryError", "parse"]
