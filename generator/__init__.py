"""Papershelf turns scraped digests of research papers into a curated reading list.

The flow, one typed step after another::

    content/  --digests, curation-->  digests, topics, paper notes, enrichment
              --catalogue-->          Catalogue: every paper once, each field with its origin, its topics
                                      with their reasons, and its related papers with the shared terms
              --pages-->              Markdown with YAML front matter in build/pages/
              --site-->               HTML rendered by MkDocs in site/, with a search index and JSON exports

Each step is a pure function of the one before; only reading, writing and MkDocs touch the disk. Anything that
comes from the network is written to ``content/`` by ``fetching`` before the first step.
"""
