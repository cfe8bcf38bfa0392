"""The rules of taking part: who may answer what, and what may be seen by whom."""
