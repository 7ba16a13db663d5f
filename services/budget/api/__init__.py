"""HTTP in, contract out: three-line routes."""
