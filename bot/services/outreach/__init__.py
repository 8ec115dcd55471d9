"""Messages of the commune to many: drafted, approved by the head, sent in peace, counted, and refused in one tap."""
