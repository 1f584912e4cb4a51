"""One module for each verb of the command `dateline`: parse, call one action, print."""
