"""Everything that uses the network: for the commands ``add``, ``fetch`` and ``resolve``, never for a build."""
