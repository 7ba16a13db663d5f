"""The progress talk: its agenda drafted, written, approved by both sides; its actions ticked off."""
