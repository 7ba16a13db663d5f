"""What people do with surveys, dialogue sessions and the summary to the council."""
