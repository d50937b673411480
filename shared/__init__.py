"""What every service is built on: messages, streams, settings, logs. Plumbing, not a home for leftovers."""
