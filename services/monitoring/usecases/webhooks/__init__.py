"""Messages to a partner's software when figures were received, returned or accepted."""
