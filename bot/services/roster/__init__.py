"""The duty roster of the mass organisations at the one-stop desk."""
