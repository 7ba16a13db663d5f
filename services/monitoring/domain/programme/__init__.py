"""The programme's short-term results as a few figures, and what feeds them."""
