"""Simulation: exact figures, the same course for the same seed, every fate as it was drawn."""
