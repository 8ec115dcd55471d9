"""The program: services, channels, the clock, and their wiring."""
