"""All network access, for ``papershelf fetch`` and ``resolve``; builds never use it."""
