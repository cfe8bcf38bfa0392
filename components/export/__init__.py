"""Files that people take home, and the way back in. Takes data, never a database."""
