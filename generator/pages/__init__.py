"""What the site lists where, and the Markdown it is printed as.

One module for each kind of page decides what stands on it; a template of the same name prints it.
``markdown`` is the only place that escapes.
"""
