"""The measures of a file as fields of a query, with the file, before it is read and as of a day."""

from __future__ import annotations

import pytest

from timeline_tui.core.query import QueryError, parse


def test_a_known_measure_of_the_file_is_a_field() -> None:
    assert str(parse("Border-Areas:5", measures=["border_areas"])) == "border_areas:5"
    with pytest.raises(QueryError, match="no field or measure `provinces`"):
        parse("provinces>=5", measures=["border_areas"])


def test_before_a_file_is_read_any_name_may_be_a_measure() -> None:
    for line in ("year:2021", "kiled>=3", "territory=80..90", "territory<=85%"):
        assert str(parse(line)) == line.removesuffix("%")
    for line in ("actr:taliban", "year:"):
        with pytest.raises(QueryError, match="no field"):
            parse(line)
    with pytest.raises(QueryError, match='"x" is not a number'):
        parse("territory>x")
    with pytest.raises(QueryError, match="Nothing stands behind `territory<=`"):
        parse("territory<=")


def test_as_of_a_day_nothing_tells_which_measures_there_will_be() -> None:
    for measures in ([], ["territory"]):
        assert str(parse("asof:2021 teritory>5", measures=measures)) == "asof:2021 teritory>5"
        with pytest.raises(QueryError) as caught:
            parse("asof:2021 territory:x", measures=measures)
        assert caught.value.message == "There is no field `territory`"


def test_what_is_wrong_behind_a_measure_of_the_file_is_said() -> None:
    for line, message in (
        ("territory:x", '"x" is not a number'),
        ("territory:", "Nothing stands behind `territory:`"),
        ("territory>80..90", "A range does not go with `territory>`"),
    ):
        with pytest.raises(QueryError, match=message):
            parse(line, measures=["territory"])
    with pytest.raises(QueryError) as caught:
        parse("teritory>5", measures=["territory"])
    assert "`territory>5`" in caught.value.hint
