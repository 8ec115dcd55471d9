"""Several people on one phone: for whom somebody acts, whose box is open, and the PIN that closes it."""
