"""How the shipped pipelines are made: `python -m components.article train`.

The trees it learns from are not part of the project; data/models/README.md says which they are.
"""
