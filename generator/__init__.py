"""Papershelf: scraped digests of research papers become a curated reading list.

The flow, one typed step after the other::

    content/  --digests, curation-->  digests, topics, overlays, enrichment
              --catalogue, topics-->  every paper once, each field with its origin
              --related-->            Catalogue: the papers near to each other, with the reason
              --pages-->              Markdown with YAML front matter in build/pages/
              --plugin, build-->      MkDocs renders site/
              --exports-->            JSON beside the pages

Each step is a pure function of the one before; only reading, writing and MkDocs touch the disk. What
comes from a network comes before all of this: ``fetching`` writes it into ``content/``.
"""
