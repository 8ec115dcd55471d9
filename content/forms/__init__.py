"""Official forms: what stands in them, as typed data, and how they are printed; each form is one `.typ` file here."""
