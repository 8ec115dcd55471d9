"""The public list of procedures: plain pages that need no script, the same online and as files."""
