"""What every list of linkbacks or comments is made of, whatever software printed it."""
