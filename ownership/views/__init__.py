"""The public check, the owner's certificate, and the inscription at the bench."""
