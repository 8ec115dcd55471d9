"""Mandates: residents let helpers do named things for them; drafts filled in together; what was done is told back."""
