"""A small network of sample blogs, served on loopback, with its known truth."""
