"""The website for all people: pages composed from three services; it decides nothing."""
