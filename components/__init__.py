"""Standpunt: from an article to speakers, their statements, their viewpoints and the room's."""
