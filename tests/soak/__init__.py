"""Soak: years of the real services while sends fail, the process is killed, the clock jumps and updates come twice."""
