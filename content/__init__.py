"""What the office offers and every sentence it says, as files; and the loader that refuses broken ones."""
