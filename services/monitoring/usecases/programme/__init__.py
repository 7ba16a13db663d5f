"""What people do with the figures of the programme."""
