"""Files that screen tests open."""

BROKEN = """\
events:
  - date: 2021-07-01
    title: The first
  - title: [unclosed
    date: 2021-07-02
  - date: 2021-07-03
    title: The last
"""

EMPTY = "title: Nothing yet\nevents:\n"
