"""Makes extracted articles searchable, once each."""
