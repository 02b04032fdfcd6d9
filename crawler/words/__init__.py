"""What words say, in many languages: dates, months, numerals, and the names of linkbacks; knows no page."""
