"""What a person sees: results laid out for a terminal of 80 columns or more. Pure."""
