"""A list whose every text is one long word, as a title of a hostile page or an unlucky address can be."""

from __future__ import annotations

import json
from pathlib import Path

from support.builders import write_tree

from generator.content.read import read_content

LETTERS = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerk"
"""A word of 54 letters."""
WIDE = "W" * 52
"""Letters that take the most room."""


def _paper(number: int, day: str) -> dict[str, object]:
    title = f"{LETTERS}{number % 7} {LETTERS.lower()}{number} {WIDE}"
    return {
        "paper": {
            "id": f"{day[2:4]}{day[5:7]}.{number:05}",
            "title": title,
            "summary": f"{title} {LETTERS} ${'x' * 60}$ https://example.org/{'a' * 80} `{'c' * 70}`\n\n{WIDE}",
            "authors": [{"name": f"{WIDE}{letter}"} for letter in "ABCDEFGH"] if number % 2 else [],
            "organization": {"name": "w", "fullname": WIDE},
            "publishedAt": f"{day}T10:00:00.000Z",
            "ai_keywords": [LETTERS, WIDE],
            "ai_summary": WIDE,
            "ai_summary_model": WIDE,
            "githubRepo": f"https://github.com/{'o' * 39}/{'r' * 80}",
            "projectPage": f"https://example.org/{'p' * 90}",
            "upvotes": 9_999_999,
        },
        "title": title,
        "numComments": 999_999,
    }


HAND_WRITTEN = f"""\
# {WIDE}

{LETTERS} **{WIDE}** `{"c" * 90}` [{WIDE}](https://example.org/{"a" * 90}) <https://example.org/{"b" * 90}>

## {WIDE}

### {WIDE}

#### {WIDE}

- {WIDE}
    - {WIDE}

> {WIDE}

| {WIDE} | {LETTERS} | three | four |
|---|---|---|---|
| {WIDE} | `{"c" * 90}` | some words that can be wrapped as usual | {LETTERS} |

```
{"c" * 300}
```

!!! note "{WIDE}"
    {WIDE}

{WIDE}
:   {WIDE}

<details markdown="1"><summary>{WIDE}</summary>

{WIDE}

</details>
"""


def write_long_words(folder: Path) -> Path:
    """The content folder of such a list, written below a folder."""
    days = [f"{2024 + (month + 9) // 12}-{(month + 9) % 12 + 1:02}-20" for month in range(13)]
    topics = {
        f"topics/{'t' * 50}{number}.yml": json.dumps(
            {
                "title": f"{number}{'T' * 59}",
                "area": "a" * 40,
                "scope": f"{WIDE} {LETTERS}",
                "rules": [{"any": [f"{LETTERS}{number}*"]}],
            }
        )
        for number in range(3)
    }
    files: dict[str, str | bytes | None] = {
        "site.yml": json.dumps(
            {
                "title": "S" * 60,
                "description": WIDE * 3,
                "areas": [{"slug": "a" * 40, "title": "A" * 60}],
            }
        ),
        **topics,
        **{
            f"digests/{day}.json": json.dumps([_paper(100 * index + one, day) for one in range(22)])
            for index, day in enumerate(days)
        },
        f"digests/2025-10-31-{'l' * 60}.json": json.dumps([_paper(5, "2025-10-31")]),
        "pages/about/index.md": HAND_WRITTEN,
        f"pages/about/{'p' * 60}.md": HAND_WRITTEN,
    }
    write_tree(folder, {**files, "topics/private-data.yml": None})
    slugs = [paper.slug for paper in read_content(folder).catalogue.papers[:3]]
    notes = {
        "note": f"{WIDE} {LETTERS}",
        "featured": True,
        "links": [{"kind": "demo", "url": f"https://{LETTERS}.org/x"}],
    }
    return write_tree(
        folder, {f"papers/{slug}.yml": json.dumps(notes) for slug in slugs} | {"topics/private-data.yml": None} | files
    )
