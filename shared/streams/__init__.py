"""Delivery over Redis Streams: at least once between the services, nothing lost."""
