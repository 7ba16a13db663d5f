"""What people do with mail to council members."""
