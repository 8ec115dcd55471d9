"""What residents think beside their rating: four short questions and words, and what leaders may learn from them."""
