"""The plan of a year (S9): tasks and targets for units and persons, their progress, and the asking for both."""
