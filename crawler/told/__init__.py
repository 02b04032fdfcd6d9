"""Linkbacks told in lines of words: where such records stand, and the fields of each."""
