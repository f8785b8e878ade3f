"""What the site lists where, and the Markdown and the HTML it is printed as.

One module of ``views`` for each kind of page decides what stands on it, in the words of ``document``, which
``printing`` prints twice: ``as_markdown`` for people and other engines, ``as_html`` for the site. Texts are escaped
in ``printing.markdown`` and in ``printing.html``, and nowhere else.
"""
