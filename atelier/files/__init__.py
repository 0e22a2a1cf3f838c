"""Uploaded papers and solids (PDF, STL, GLB), kept as they were sent and served with care."""
