"""Step-by-step guides with pictures: open to everybody, one step a card."""
