"""Figures from data, each with a table twin and a finding in one sentence. Only this package knows Plotly."""


def warm() -> None:
    """Import what the first drawing would otherwise wait for (half a second)."""
    import pandas  # noqa: F401
    import plotly.graph_objects  # noqa: F401
