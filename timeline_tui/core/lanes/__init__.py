"""Events drawn on an axis of time: the axis, its ticks, rows and cells. Knows no drawing."""
