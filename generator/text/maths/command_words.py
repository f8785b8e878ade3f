"""TeX commands as words, for where their backslash was lost, sorted by how surely they mark a formula."""

from __future__ import annotations

GREEK = frozenset(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi"
    " omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega".split()
)
CERTAIN_GREEK = frozenset("varepsilon varphi vartheta varrho varsigma varpi".split())
FONTS = frozenset(
    "mathcal mathbb mathbf mathrm mathfrak mathsf mathscr mathit mathtt boldsymbol bm operatorname text".split()
)
NAME_FONTS = frozenset("mathrm mathsf mathit mathtt operatorname text".split())
"""Fonts in which names are set."""
ACCENTS = frozenset("tilde widetilde hat widehat bar overline underline vec dot ddot check breve".split())
RELATIONS = frozenset("leq geq neq leqslant geqslant lesssim gtrsim".split())
"""Certain before a number, whatever precedes them."""
INFIXES = frozenset(
    "ll gg simeq propto subseteq supseteq subsetneq notin rightarrow leftarrow mapsto longrightarrow leftrightarrow"
    " Rightarrow triangleq preceq succeq asymp cdot otimes oplus odot setminus ltimes rtimes".split()
)
"""Operators that are certain between two operands."""
POSSIBLE_INFIXES = frozenset("in sim approx subset equiv mid times pm circ cup cap cong wedge vee".split())
"""Operators that may be words of prose: only between two certain parts, or in brackets."""
SYMBOLS = frozenset("infty ldots cdots hbar langle rangle lfloor rfloor lceil rceil emptyset".split())
"""Not words of any language, so certain even alone."""
BRACKET_WORDS = frozenset(
    "le ge ne lt gt to log ln exp sin cos tan tanh cosh sinh max min sup inf lim arg det dim ker gcd sum prod int"
    " ell nabla partial prime dagger ast star bullet top perp parallel vert Vert lvert rvert lVert rVert mp div neg"
    " forall exists quad argmin argmax Pr left right bigl bigr big Big bigg Bigg dots mod limits".split()
)
"""Words that are mathematics inside brackets, or with a backslash."""
ROOTS = frozenset("sqrt frac tfrac dfrac binom".split())
SUBSCRIPTS = (
    GREEK | CERTAIN_GREEK | SYMBOLS | frozenset("max min sup inf log lim ell perp parallel circ ast star times".split())
)
"""Commands that can be a whole subscript; other words there are names: ``x_{in}``."""
SUPERSCRIPTS = frozenset("circ ast star top dagger prime pm mp".split())
"""Commands that can be a whole superscript."""
KNOWN = (
    GREEK | CERTAIN_GREEK | FONTS | ACCENTS | RELATIONS | INFIXES | POSSIBLE_INFIXES | SYMBOLS | BRACKET_WORDS | ROOTS
)
TEXT_COMMANDS = frozenset("text underline".split())
"""Commands that prose contains too."""
SIZES = frozenset("left right bigl bigr big Big bigg Bigg limits".split())
TWO_LETTER_WORDS = frozenset("of to in is by at on or as an we it if be no so up us do go he me my am vs al et".split())
WITH_ARGUMENTS = FONTS | ACCENTS | ROOTS
RUN_TOGETHER = CERTAIN_GREEK | {"infty"}
"""Commands that letters can be run together with."""
UNCERTAIN = BRACKET_WORDS | POSSIBLE_INFIXES | GREEK
RUN_TOGETHER_INSIDE = KNOWN - WITH_ARGUMENTS
"""The same within brackets."""
BARE_ARGUMENTS = GREEK | CERTAIN_GREEK | {"ell"}
"""Commands that can be an argument, or a script, without braces."""
BARE_SCRIPTS = BARE_ARGUMENTS | {"infty"}
BEGINNINGS_OF_ACCENTS = tuple(f"\\{accent}" for accent in sorted(ACCENTS))
