"""Shows what analysis decided; computes nothing."""
