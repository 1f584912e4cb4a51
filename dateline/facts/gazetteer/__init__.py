"""Where places are: countries and regions before towns, from a small indexed file that is built once.

`build.gazetteer_file` makes the file, `lookup.Gazetteer` answers from it.
"""
