"""What is learned: case-review sessions and uncertainties looked at again."""
