"""An empty pot: ideas that wait for money, and what happens when there is some again."""
