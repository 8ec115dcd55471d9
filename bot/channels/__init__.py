"""The edge: one folder a channel, none of which is known elsewhere."""
