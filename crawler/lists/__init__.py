"""What lists of linkbacks and comments are made of, whatever software printed them."""
