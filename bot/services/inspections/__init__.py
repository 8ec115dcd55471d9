"""Inspections: planned, drawn, held and followed up; a surprise one is known to two people alone (D8, D9)."""
