"""The query language: a line of text, the value that it means, and what to write instead."""

from timeline_tui.core.query.fields import FIELDS
from timeline_tui.core.query.parser import parse
from timeline_tui.core.query.syntax import Query, QueryError

__all__ = ["FIELDS", "Query", "QueryError", "parse"]
