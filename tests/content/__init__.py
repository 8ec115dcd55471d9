"""Tests of the content: reading, checking, wording, finding."""
