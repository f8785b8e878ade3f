"""Title keys, arXiv ids, slugs."""

from __future__ import annotations

import doctest
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import generator.model.identity
from generator.model.identity import SLUG_LENGTH, ArxivId, arxiv_id, letters, slug_of, slug_suffix, title_key

# --- arXiv ids -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # As written since 2007, with four digits until 2014 and five since.
        ("2501.00010", "2501.00010"),
        ("0704.0001", "0704.0001"),
        ("1412.9999", "1412.9999"),
        ("2512.12345", "2512.12345"),
        # As written before.
        ("math/0211159", "math/0211159"),
        ("math.ST/0211159", "math/0211159"),
        ("math.GT/0309136", "math/0309136"),
        ("MATH/0309136v2", "math/0309136"),
        ("HEP-TH/9901001", "hep-th/9901001"),
        ("10.48550/arXiv.2501.00010", "2501.00010"),
        ("https://doi.org/10.48550/ARXIV.2501.00010v2", "2501.00010"),
        ("doi:10.48550/arXiv.math/0309136", "math/0309136"),
        ("hep-th/9901001", "hep-th/9901001"),
        # Versions are dropped.
        ("2501.00010v1", "2501.00010"),
        ("2501.00010v12", "2501.00010"),
        ("math/0211159v2", "math/0211159"),
        # As cited.
        ("arXiv:2501.00010", "2501.00010"),
        ("ARXIV:2501.00010v2", "2501.00010"),
        ("  2501.00010\n", "2501.00010"),
        # Addresses.
        ("https://arxiv.org/abs/2501.00010", "2501.00010"),
        ("http://arxiv.org/abs/2501.00010v3", "2501.00010"),
        ("arxiv.org/abs/2501.00010", "2501.00010"),
        ("https://www.arxiv.org/abs/2501.00010", "2501.00010"),
        ("https://export.arxiv.org/abs/2501.00010", "2501.00010"),
        ("https://arxiv.org/pdf/2501.00010", "2501.00010"),
        ("https://arxiv.org/pdf/2501.00010v2.pdf", "2501.00010"),
        ("https://arxiv.org/html/2501.00010v1", "2501.00010"),
        ("https://arxiv.org/abs/math/0211159", "math/0211159"),
        # Near misses: a number that lost a digit, a month that no calendar has, other sites, other text.
        ("2501.10", None),
        ("2501.1", None),
        ("2501.000100", None),
        ("250.00010", None),
        ("2500.00010", None),
        ("2513.00010", None),
        ("math/0213159", None),
        ("math/021115", None),
        ("/0211159", None),
        ("2501,00010", None),
        ("2501.00010v", None),
        ("2501.00010 and more", None),
        ("see 2501.00010", None),
        ("https://example.org/abs/2501.00010", None),
        ("https://arxiv.org/list/cs/2501.00010", None),
        ("https://arxiv.org.example.org/abs/2501.00010", None),
        ("https://huggingface.co/papers/2501.00010", None),
        ("", None),
    ],
)
def test_an_arxiv_id_is_found_in_ids_citations_and_addresses(text: str, found: str | None) -> None:
    assert arxiv_id(text) == found


@given(st.text())
def test_any_text_has_an_arxiv_id_or_none(text: str) -> None:
    found = arxiv_id(text)
    assert found is None or found.rpartition("/")[2] in text


# --- title keys ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Attention Is All You Need", "attention is all you need"),
        ("Chain-of-Thought Reasoning", "Chain of thought  reasoning"),
        ("Schrödinger Bridges", "Schrodinger bridges"),
        ("Schro\u0308dinger Bridges", "Schrödinger Bridges"),
        ("“Quoted” — and dashed", '"Quoted" - and dashed'),
        ("ﬁne-tuning", "fine-tuning"),
        ("Straße", "STRASSE"),
        ("ΣΟΦΟΣ", "σοφος"),
        ("H²O", "H2O"),
        ("What?", "What!"),
        ("Łukasiewicz Logic in Ærø", "Lukasiewicz logic in Aero"),
        ("Đokić, Søren and Œuvre", "Dokic, Soren and Oeuvre"),
        ("Isı Transferi", "Isi transferi"),
        ("İstanbul", "istanbul"),
        ("$\\alpha$-Divergence", "α-divergence"),
        ("\\alpha-Divergence", "alpha-divergence"),
        ("$\\mathcal{O}(n)$ Attention", "O(n) attention"),
        ("mathcal{O}(n) Attention", "O(n) attention"),
        ("$R^2$ Is Not Enough", "R² is not enough"),
        ("360$^\\circ$ Video", "360° video"),
        ("360^circ Video", "360° video"),
        ("CoSTA$\\ast$: Agents", "CoSTA*: agents"),
        ("CoSTA^ast: Agents", "CoSTA∗: agents"),
        ("$\\ell_1$ Balls", "ℓ₁ balls"),
        ("Vision+Language", "vision language"),
        ("❤\ufe0f of Data", "❤ of Data"),
    ],
)
def test_scrapes_of_one_title_have_one_key(one: str, two: str) -> None:
    assert title_key(one) == title_key(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("GPT-3", "GPT-4"),
        ("强化学习", "监督学习"),
        ("Обучение", "Обучение 2"),
        ("التعلم", "التعليم"),
        ("学习", ""),
        ("!!", "!?"),
        ("+", "C"),
        ("PointNet", "PointNet++"),
        ("C", "C#"),
        ("C", "C++"),
        ("C++", "C#"),
        ("C 11", "C++11"),
        ("TVB C++: A Back-End", "TVB C: A Back-End"),
        ("कि", "की"),
        ("ハハ", "パパ"),
        ("かき", "がき"),
        ("เสือ", "เสื่อ"),
    ],
)
def test_other_titles_have_other_keys(one: str, two: str) -> None:
    assert title_key(one) != title_key(two)


def test_a_title_without_a_letter_is_its_own_key() -> None:
    assert title_key(" ?!  … ") == "?! …"


@given(st.text())
def test_only_letters_and_digits_are_left(text: str) -> None:
    assert all(char.isalnum() or unicodedata.category(char) in ("Mn", "Mc") for char in letters(text))


@given(st.text(st.characters(codec="ascii")))
def test_ascii_letters_and_digits_are_all_kept(text: str) -> None:
    assert letters(text) == "".join(re.findall("[a-z0-9]", text.lower()))


# --- slugs -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Attention Is All You Need", "attention-is-all-you-need"),
        ("Schrödinger & “Bridges”", "schrodinger-bridges"),
        ("JiuZhang3.0: Small, Fast", "jiuzhang3-0-small-fast"),
        ("强化学习", "qiang-hua-xue-xi"),
        ("Обучение", "obuchenie"),
        ("index", "index-paper"),
        ("README", "readme-paper"),
        ("Index!", "index-paper"),
        ("Index Funds", "index-funds"),
    ],
)
def test_a_slug_is_the_title_in_plain_letters(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_a_long_title_is_cut_at_the_end_of_a_word() -> None:
    title = "Using Imperfect Surrogates for Downstream Inference: Design-based Supervised Learning for Social Science"
    assert slug_of(title) == "using-imperfect-surrogates-for-downstream-inference-design-based-supervised"


def test_a_word_longer_than_a_slug_is_cut_within() -> None:
    assert slug_of("a" * 300) == "a" * SLUG_LENGTH


def test_a_title_of_symbols_is_named_by_its_hash() -> None:
    slugs = {slug_of(title) for title in ("?!", "!?", "…")}
    assert len(slugs) == 3
    assert all(re.fullmatch(r"paper-[0-9a-f]{8}", slug) for slug in slugs)


@given(st.text())
def test_a_slug_fits_into_an_address(title: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug_of(title))
    assert len(slug_of(title)) <= SLUG_LENGTH


def test_the_suffix_of_a_clash_is_the_arxiv_id() -> None:
    assert slug_suffix("Attention", ArxivId("2501.00010")) == "2501-00010"
    assert slug_suffix("Attention", ArxivId("math/0211159")) == "math-0211159"


def test_the_suffix_of_a_clash_without_an_arxiv_id_depends_on_the_title_alone() -> None:
    assert re.fullmatch(r"[0-9a-f]{8}", slug_suffix("Attention", None))
    assert slug_suffix("Attention", None) == slug_suffix("ATTENTION!", None)
    assert slug_suffix("Attention", None) != slug_suffix("Attentions", None)


# --- examples --------------------------------------------------------------------------------


def test_the_examples_in_docstrings_are_right() -> None:
    result = doctest.testmod(generator.model.identity)
    assert result.failed == 0
    assert result.attempted >= 7
