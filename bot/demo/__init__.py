"""The demo: a clock that can be moved, sample papers, and the page with all phones side by side."""
