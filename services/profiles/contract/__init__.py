"""What the profiles service promises others: models, events, refusals and the typed client."""
