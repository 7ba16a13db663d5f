"""What the monitoring service promises others: models, events, refusals and the typed client."""
