"""Technical kernel: what two services need identically and would hurt if wrong twice. Not one word of our domain."""
