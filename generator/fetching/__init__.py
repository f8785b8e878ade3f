"""All network access, for ``papershelf add``, ``fetch`` and ``resolve``; builds never use it."""
