"""Starting files for curators: they change as little as possible and explain what to edit.

They are valid as they are, except for sentences that only a curator can write.
"""

from __future__ import annotations

import json
import re

from slugify import slugify

from generator.catalogue.topics.phrases import parse_phrase
from generator.curation.text_kinds import PLACEHOLDER_SCOPE, PLACEHOLDER_SOURCE
from generator.model.catalogue import RESERVED_TOPICS
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
        "# Remove the # from the lines you want to use, and delete the rest. The next line by itself changes nothing.",
        "featured: false",
        "",
        "# Why it is worth reading, in one or two sentences of your own:",
        "# note: >-",
        "#   What readers learn from it, and who should read it.",
        "",
        "# How far you have got with it: to-read, reading or read.",
        "# status: to-read",
        "",
        f"# Topics assigned by the rules: {', '.join(topics) or 'none yet'}. To change them:",
        "# topics:",
        "#   add: [file-name-of-a-topic]",
        f"#   remove: [{topics[0] if topics else 'file-name-of-a-topic'}]",
        "",
        "# Corrections of wrong data; the address of the page does not change:",
        "# corrections:",
        f"#   title: {json.dumps(_comment(paper.title.plain), ensure_ascii=False)}",
        "",
        "# More links: code, model, dataset, demo, project or paper.",
        "# links:",
        "#   - {kind: code, url: https://example.org/}",
    ]
    return "\n".join(lines) + "\n"


def paper_start(paper: Paper) -> str:
    """The same for the link on the paper's page, which every page carries: as short as it can be."""
    topics = ", ".join(assignment.topic for assignment in paper.topics[:1])
    return f"""\
featured: false
# note: Why it is worth reading.
# status: to-read
# topics: {{add: [], remove: [{topics}]}}
# corrections: {{title: The right title}}
"""


def enrichment_template(digest: Digest) -> str:
    """A file for what was looked up about the papers of a digest, when there is none."""
    title = digest.entries[0].title if digest.entries else "The title as the digest has it"
    return f"""\
# yaml-language-server: $schema=../schema/enrichment.json
# Facts looked up about the papers of digest {digest.slug}, which may give only their titles.
papers:
  - title: {json.dumps(_comment(title), ensure_ascii=False)}
    # arxiv: "2501.00010"
    # authors: [First Author, Second Author]
    # code: [https://example.org/]
    # Where you found it, and when:
    source: {PLACEHOLDER_SOURCE}
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
# The name of the list, and what it is, in one sentence. The home page shows both.
title: {title}
description: {description}

# Groups of topics, in the order in which the site shows them. Each topic file names one by its slug.
areas:
  - {{slug: {slug}, title: {title}}}
"""

_ABOUT = """\
---
title: How this list is made
description: Where the papers come from, how topics are chosen, and how to change any of it.
---
# How this list is made

<!-- Say here who this list is for, and what belongs on it. -->
A list of research papers, made with [Papershelf](https://github.com/papershelf/papershelf).
{ .lead }

## Where the papers come from

Each digest lists the papers of one day: a page that somebody saved, the response of a service, or ids that somebody
collected. It is kept unchanged. Each paper has one page, however many digests list it, and the foot of that page says
where each field comes from. Corrections by curators take precedence, then facts that were looked up, then the digests.

## How topics are chosen

Each topic has a sentence that says what belongs in it, and rules: phrases that count towards the topic when they occur
in a title or an abstract. No model decides, and the paper's page quotes the words that did. A curator can add or remove
a topic for a single paper, and the page then says so. Papers that no rule matches are listed under
[Unsorted](../topics/unsorted.md).

## How to change something

Topics, notes and corrections are small text files, changed by pull request and checked before they are published.
[The files behind this list](reference.md) explains every key that you can use.

## Licence

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
# Write one sentence: what belongs here, and what does not.
scope: {json.dumps(f"{title}: {PLACEHOLDER_SCOPE}", ensure_ascii=False)}
rules:
  # A paper with one of these phrases is given the topic. A * at the end of a word matches any
  # ending; plurals match anyway. "papershelf diff" shows which papers a change affects.
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
    return "".join(filter(str.isprintable, " ".join(text.split())))
