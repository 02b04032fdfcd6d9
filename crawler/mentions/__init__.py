"""What lists of webmentions are made of, where they mark up little or nothing."""
