"""The house's own rules, and planted faults that prove each of them can fail."""
