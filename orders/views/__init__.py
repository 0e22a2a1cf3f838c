"""The pages of a request."""
