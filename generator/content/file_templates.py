"""Starting files for curators: valid as they are, changing as little as possible, and explaining what to edit."""

from __future__ import annotations

import json
import re

from slugify import slugify

from generator.catalogue.topics.arrangement import RESERVED_TOPICS
from generator.catalogue.topics.phrases import parse_phrase
from generator.model.curation import Area, Site
from generator.model.digest import Digest
from generator.model.identity import Slug
from generator.model.paper import Paper
from generator.text.excerpts import shortened

_COMMENT_WIDTH = 100


def paper_template(paper: Paper) -> str:
    """A file for a paper that has none: it changes nothing, and shows what can be stated."""
    topics = [assignment.topic for assignment in paper.topics]
    lines = [
        "# yaml-language-server: $schema=../schema/paper.json",
        f"# {shortened(_comment(paper.title.plain), _COMMENT_WIDTH)}",
        *(f"# {link.url}" for link in paper.links[:1]),
        "#",
        "# Remove the # in front of what you want to say, and delete the rest. The next line alone changes nothing.",
        "featured: false",
        "",
        "# Why to read it, in one or two sentences of your own:",
        "# note: >-",
        "#   What you learn from it, and for whom it is worth the time.",
        "",
        "# How far you have come with it: to-read, reading or read.",
        "# status: to-read",
        "",
        f"# Topics that the rules give it: {', '.join(topics) or 'none yet'}. To change them:",
        "# topics:",
        "#   add: [file-name-of-a-topic]",
        f"#   remove: [{topics[0] if topics else 'file-name-of-a-topic'}]",
        "",
        "# What was scraped wrongly; the address of the page does not change:",
        "# corrections:",
        f"#   title: {json.dumps(_comment(paper.title.plain), ensure_ascii=False)}",
        "",
        "# Further addresses: code, model, dataset, demo, project or paper.",
        "# links:",
        "#   - {kind: code, url: https://example.org/}",
    ]
    return "\n".join(lines) + "\n"


def enrichment_template(digest: Digest) -> str:
    """A file for what was looked up about the papers of a digest, when there is none."""
    title = digest.entries[0].title if digest.entries else "The title as the digest has it"
    return f"""\
# yaml-language-server: $schema=../schema/enrichment.json
# What was looked up about the papers of digest {digest.slug}, which may name them by title only.
papers:
  - title: {json.dumps(_comment(title), ensure_ascii=False)}
    # arxiv: "2501.00010"
    # authors: [First Author, Second Author]
    # code: [https://example.org/]
    # Where you found it, and when:
    source: say here where you read it
    found: {digest.date}
"""


def list_templates(title: str, description: str | None) -> dict[str, str]:
    """The files of a new list by their paths below the content folder: everything it needs, and no papers yet."""
    quoted = json.dumps(title, ensure_ascii=False)
    said = json.dumps(description or f"A reading list of research papers: {title}.", ensure_ascii=False)
    site = _SITE.format(title=quoted, description=said, slug=slugify(title) or "papers")
    return {"site.yml": site, "pages/about/index.md": _ABOUT}


_SITE = """\
# yaml-language-server: $schema=schema/site.json
# The name of the list, and what it is, in one sentence. Both appear on its home page.
title: {title}
description: {description}

# Families of topics, in the order of the site. Each topic, a file in topics/, names the slug of one.
areas:
  - {{slug: {slug}, title: {title}}}
"""

_ABOUT = """\
---
title: How this list is made
description: Where the papers come from, how topics are chosen, and how to change any of it.
---
# How this list is made

<!-- Say here for whom this list is, and what belongs on it. -->
A list of research papers, made with [Papershelf](https://github.com/papershelf/papershelf).
{ .lead }

## Where the papers come from

Each digest is what was listed on one day: a saved page, the answer of a service, or a collection of ids. It is kept
as it was found. A paper has one page, however many digests list it, and the foot of that page says where each fact
comes from. Corrections by people count first, then what was looked up, then the digests.

## How topics are chosen

Each topic has a sentence that says what belongs to it, and rules: phrases that indicate it in a title or an abstract.
No model decides, and a paper's page quotes the words that did. People can add or remove a topic for a single paper,
and its page then says so. Papers that no rule matches are listed under [Unsorted](../topics/unsorted.md).

## Change it

Topics, notes and corrections are small text files, changed by pull request and checked before they are published. The
page about [the files of this list](reference.md) describes everything they can contain.

## Rights

Titles, abstracts and author lists are arXiv metadata, which arXiv places in the public domain
([CC0](https://creativecommons.org/publicdomain/zero/1.0/)).
"""


def topic_slug(title: str) -> Slug | None:
    """The file name of a topic, which becomes its address; ``None`` when its title does not give one."""
    slug = slugify(title)
    return None if not slug or slug in RESERVED_TOPICS else Slug(slug)


def topic_template(title: str, area: Area, site: Site) -> str | None:
    """A file for a new topic; ``None`` when its title has no word to look for."""
    phrase = " ".join(re.findall(r"[^\W_]+", title)).lower()
    if len(phrase) < 2 or not parse_phrase(phrase):
        return None
    quoted = json.dumps(title, ensure_ascii=False)
    areas = ", ".join(known.slug for known in site.areas)
    return f"""\
# yaml-language-server: $schema=../schema/topic.json
title: {quoted}
# One of: {areas}.
area: {area.slug}
# One sentence: what belongs here, and what does not. Write your own.
scope: {json.dumps(f"{title}: say here in one sentence what belongs, and what does not.", ensure_ascii=False)}
rules:
  # A paper with one of these phrases gets the topic. A * at the end of a word matches any
  # continuation; plurals match anyway. "papershelf diff" shows which papers a change affects.
  - any:
      - {json.dumps(phrase, ensure_ascii=False)}
  # More rules, if one is not enough:
  # - where: title            # or abstract; both by default
  #   any: [a phrase, another]
  #   none: [what must not occur]
# Slugs of the papers to read first, in reading order:
# start_here:
#   - slug-of-a-paper
"""


def _comment(text: str) -> str:
    """A text on one line of a comment: nothing in it can end the line or is forbidden in YAML."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())
