"""The embedded Postgres and Valkey, and what starts, watches and stops the whole house."""
