"""The channel of other programs: signed requests that bring statuses in."""
