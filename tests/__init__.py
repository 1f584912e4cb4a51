"""The tests: one folder a room; surfaces, journeys in a real browser, races; and the house's own rules."""
