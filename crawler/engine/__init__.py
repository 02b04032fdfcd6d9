"""Fetches: which URL next, how politely, over which guarded connection, and what an answer brings."""
