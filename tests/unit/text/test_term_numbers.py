"""Numbers for words, and the terms that papers are compared by."""

from __future__ import annotations

from generator.text.term_numbers import WordNumbers, halves, terms


def test_words_count_the_same_whatever_their_case_and_number() -> None:
    numbers = WordNumbers()

    assert numbers["Rewards"] == numbers["reward"] == numbers["REWARD"] != 0
    assert numbers["Using"] == numbers["."] == numbers["2025"] == numbers["x"] == 0


def test_terms_are_words_of_the_subject_and_pairs_with_one() -> None:
    numbers = WordNumbers()
    diffusion, model, merging = (numbers[word] for word in ("diffusion", "model", "merging"))

    assert list(terms(numbers.of("diffusion-model merging"))) == [
        diffusion,
        diffusion << 32 | model,
        merging,
        model << 32 | merging,
    ]
    assert list(terms(numbers.of("model. Task of the method"))) == []


def test_a_pair_is_taken_apart_again() -> None:
    numbers = WordNumbers()
    assert halves(numbers["diffusion"] << 32 | numbers["model"]) == (numbers["diffusion"], numbers["model"])
    assert halves(numbers["diffusion"]) == ()
