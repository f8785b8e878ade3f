"""The handle of an organisation is told from its name."""

from __future__ import annotations

import pytest

from generator.digests.plain.organisation_line import read_organisation
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
