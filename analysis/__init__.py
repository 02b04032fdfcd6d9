"""Decides: what the harvested facts mean. No network, no drawing."""
