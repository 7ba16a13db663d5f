"""What the budget service promises others: models, events, refusals and the typed client."""
