"""What people do with an idea while they type it."""
