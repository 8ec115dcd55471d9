"""Codes of what may be wrong with a page, and of why a file is refused."""

# What may be wrong with a page, the most useful to say first: one tip is given, for the first of them.
FAULTS = ("blank", "dark", "small", "glare", "blurred", "cut")
# Why a file may be refused; each code has its sentence in the content.
UNFIT = tuple(
    "file_empty file_too_big file_locked file_broken file_too_long file_too_large_picture file_unknown "
    "file_infected".split()
)
