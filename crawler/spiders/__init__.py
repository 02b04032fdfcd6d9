"""Which URL next."""
