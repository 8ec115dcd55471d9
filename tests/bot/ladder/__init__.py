"""The ladder, the apology that lies ready and the ratings, through the real services with a clock that is moved."""
