"""Step-by-step guides: their texts, the screens that are drawn for them, and how both are read."""
