"""What plays the workflows: expressions, and that nothing unknown is passed over."""

from __future__ import annotations

import pytest
from support.hosted_list import MakeList
from support.workflows import Unknown, worked_out


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("actions/deploy-pages@", "somebody/deploy-pages@"),
        ("make build\n", "make build ${{ github.repository }}\n"),
        ("run: |\n", "shell: python\n        run: |\n"),
        ("${{ github.server_url }}", "${{ vars.ADDRESS }}"),
        ("${{ github.server_url }}", "${{ format('{0}', github.server_url) }}"),
    ],
)
def test_what_is_not_played_is_an_error(old: str, new: str, make_list: MakeList) -> None:
    hosted = make_list()
    path = ".github/workflows/publish.yml"
    hosted.hub.write(path, (hosted.hub.tree / path).read_text(encoding="utf-8").replace(old, new))
    hosted.hub.commit("Something else")

    with pytest.raises(Unknown):
        hosted.publish()


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("a.b == 'x' && !a.none", True),
        ("a.b != 'x' || a.b == 'y'", False),
        ("!(a.b == 'x') || always()", True),
        ("failure()", False),
        ("'words'", "words"),
    ],
)
def test_expressions_are_worked_out(expression: str, value: object) -> None:
    assert worked_out(expression, {"a": {"b": "x", "none": ""}}, is_failed=False) == value
