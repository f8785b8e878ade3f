"""Everything that talks to a network: used by ``papershelf fetch`` and ``resolve``, never by a build."""
