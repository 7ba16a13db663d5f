"""The three services and the technical kernel they share."""
