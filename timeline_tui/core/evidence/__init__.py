"""Who asserts, who contests, how independent they are, and what was known when."""
