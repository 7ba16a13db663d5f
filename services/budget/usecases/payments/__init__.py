"""What is paid: accounts, batches, and what the bank says of them."""
