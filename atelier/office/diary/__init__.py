"""The diary's page: what is asked of it, what it reads, and where everything stands on it."""
