"""Every change to an appointment, a verb each."""
