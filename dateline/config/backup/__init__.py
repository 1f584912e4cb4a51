"""A backup: one file, the same for both databases. `take` makes it, `restore` puts it back, `archive` is its form."""
