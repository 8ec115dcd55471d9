"""Officials' daily work: the inbox, the morning message, opinions, writing with residents, several files at once."""
