"""What the API answers: its contract, apart from how the index names things inside."""
