"""Everything that changes a serial number, a certificate or an owner."""
