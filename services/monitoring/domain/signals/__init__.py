"""Signal and noise in a series of one figure: what is ordinary ups and downs, and what is more than that."""
