"""What a timeline file says: dates, records, models, queries and views. Knows no terminal."""
