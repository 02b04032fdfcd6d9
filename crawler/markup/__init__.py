"""One parsed page, and the small questions that all readers of a page ask of it: no opinion."""
