"""From bytes to reports: files, folders, standard input; plain text, pages, PDF, feeds, JSON Lines. Input and output live here.

What cannot be taken becomes a `SetAside` with its reason; the others go on.
"""
