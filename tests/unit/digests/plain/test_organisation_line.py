"""The handle of an organisation is told from its name."""

from __future__ import annotations

from datetime import date

import pytest

from generator.digests.plain.organisation_line import read_organisation
from generator.digests.plain.text_scrape import read_text
from generator.model.digest import Organisation


@pytest.mark.parametrize(
    ("text", "name", "handle"),
    [
        ("tencent Tencent", "Tencent", "tencent"),
        ("deepseek-ai DeepSeek", "DeepSeek", "deepseek-ai"),
        ("THU-KEG Knowledge Engineering Group", "Knowledge Engineering Group", "THU-KEG"),
        ("Qwen Qwen", "Qwen", "Qwen"),
        ("NUS National University of Singapore", "National University of Singapore", "NUS"),
        (
            "NationalUniversityofSingapore National University of Singapore",
            "National University of Singapore",
            "NationalUniversityofSingapore",
        ),
        ("Google", "Google", None),
        ("xAI", "xAI", None),
        ("Tsinghua University", "Tsinghua University", None),
        ("Microsoft Research", "Microsoft Research", None),
        ("Max Planck Institute", "Max Planck Institute", None),
        ("École Polytechnique", "École Polytechnique", None),
        ("清华大学 Tsinghua", "清华大学 Tsinghua", None),
    ],
)
def test_a_handle_is_told_from_the_first_word_of_a_name(text: str, name: str, handle: str | None) -> None:
    assert read_organisation(text) == Organisation(name, handle)


PROSE = "We present a codec for whispered speech. It needs half of the bitrate of earlier codecs and keeps the speaker."
ORGANISATIONS = (
    "tencent Tencent",
    "MIT-IBM The MIT IBM Watson Artificial Intelligence Laboratory of the Massachusetts Institute of Technology",
    "a-b-c The Institute for Advanced Study of Things, and Other Things",
    "foo Foo Inc.",
    "x Why Not?",
    "baidu 百度公司",
    "Yandex Яндекс Исследования",
    "kaust-ai جامعة الملك عبدالله للعلوم والتقنية",
    "北京大学 北京大学",
)
LAYOUTS = (
    "{organisation}\n·\nDec 21, 2024 3\n",
    "  • {organisation}\n·\nDec 21, 2024\n",
    "{organisation}\n\n·\n\nDec 21, 2024\n",
    "{organisation} · Dec 21, 2024 3\n",
    "{organisation}\nDec 21, 2024\n",
    "{organisation}\n·\n6 authors\n·\nDec 21, 2024\n",
    "{organisation}\n·\n",
)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_an_organisation_is_never_a_title_or_part_of_an_abstract(organisation: str, layout: str) -> None:
    card = f"A Study of Codecs {{number}}\n\n{PROSE}\n\n"
    facts = (layout.format(organisation=name) for name in ("6 authors", organisation, "7 authors"))
    text = "".join(card.format(number=number) + fact + "\n" for number, fact in enumerate(facts))
    text = text.replace("6 authors\n·\n6 authors", "6 authors").replace("7 authors\n·\n6 authors", "7 authors")
    digest, _ = read_text("digests/2025-01-10.txt", date(2025, 1, 10), None, text)
    assert [entry.title for entry in digest.entries] == [f"A Study of Codecs {number}" for number in range(3)]
    assert all(entry.abstract == (PROSE,) for entry in digest.entries)
    found = digest.entries[1].organisation
    assert found is not None
    assert organisation.endswith(found.name)
