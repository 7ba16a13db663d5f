"""Reading what Statistics Netherlands (CBS) publishes, as files and as a feed, into one shape. Knows no database."""
