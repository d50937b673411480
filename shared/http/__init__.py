"""What every service that answers people over HTTP shares; of the stages' own ports see shared/streams/process.py."""
