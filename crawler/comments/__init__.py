"""How many comments of people a page shows, and which of its elements those are, by any software."""
