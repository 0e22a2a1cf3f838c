"""Every write of the workshop: opening a job, and what happens to it stage by stage."""
