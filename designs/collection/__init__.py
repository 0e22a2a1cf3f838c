"""The designs themselves, by what they are worn as."""
