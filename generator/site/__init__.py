"""The MkDocs plugin, the incremental build, the search and the exports: what makes a site of the pages."""
