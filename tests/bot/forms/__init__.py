"""Official forms as people get them: which, filled in with what, for whom, and what is logged."""
