"""The pipeline's services; each is one process, and they meet only on streams."""
