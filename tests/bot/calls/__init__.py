"""Tests of the lists of residents to be told in person."""
