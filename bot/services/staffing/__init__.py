"""Who works here: invitations, roles and their end, whose a file is, and who did or saw what."""
