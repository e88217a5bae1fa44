"""What is shown, as text: pure functions from values to lines. Knows no toolkit."""
