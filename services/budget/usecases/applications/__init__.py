"""What goes with an idea beyond the first page, and ideas entered at a desk."""
