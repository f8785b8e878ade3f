"""Texts that are full of markup, for whatever prints or reads texts."""

from __future__ import annotations

from hypothesis import strategies as st

MARKUP = """
# ## ####### = == === - -- --- + * ** *** _ __ ___ ` `` ``` ```` ~ ~~ ~~~ ~~~~ < > & | || : :: ; ! !! ? $ $$ ^ \\ \\\\
&amp; &lt; &#60; &#x3c; &copy; <b> </b> </p> </li> </div> <br/> <!-- --> <script> </script> <?php ?> <![CDATA[ ]]>
[ ] [] [a] [a](b) ![a](b) [a][b] [a]: [^1] [^1]: [TOC] *[a]: ( ) { } {} {:.a} {.a} { .a } {#a} { #a } {: #a }
1. 2) 10. (1) a. i. \u0661. \u2460 " ' "a" 'a' \u201c \u201d http://a.bc https://a.bc/d_e_f <http://a.bc> www.a.bc
a@b.cd <a@b.cd> javascript:alert(1) {{a}} {%a%} {#a#} ${a} !!! ??? /// ::: --8<-- ==a== ++a++ ~a~ ^a^ :a:
klzzwxh:0 wzxhzdk:0 zz1337820767766393qq a b A B 1 2 . , \u00e9 e\u0301 \u4e2d \u05d0 \u202e \u200b \u200d \u2060
\U0001d54f
""".split()
SPACES = [" ", "  ", "    ", "\t", "\n", "\n\n", "\r\n", "\u00a0", "\u2028", "\u3000", "\x0b", "\x0c", "\x1c", "\x85"]
# Python-Markdown marks its own finds with U+0002 and U+0003 and drops those of a text. Readers of
# digests leave out all control characters, so that no text has any.
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x02\x03")


def texts(without: str = "") -> st.SearchStrategy[str]:
    """Any text, and often one that is full of markup."""
    pieces = st.one_of(st.sampled_from(MARKUP), st.sampled_from(SPACES), st.text(CHARACTERS, max_size=4))
    hostile = st.lists(pieces, max_size=12).map("".join)
    return st.one_of(hostile, st.text(CHARACTERS)).filter(
        lambda text: bool(text.split()) and not any(char in text for char in without)
    )


def collapsed(text: str) -> str:
    """A text as a browser shows it, where every kind of white space is one."""
    return " ".join(text.split())


URLS = st.one_of(
    st.sampled_from(
        [
            "https://example.org/",
            "https://example.org/a_b_c/d*e*f?g=1&copy=2&amp;h#i",
            "https://example.org/(a)/[b]/{c}/<d>",
            'https://example.org/"a"/`b`/|c|/\\d',
            "https://example.org/%20/%28?a=%2F",
            "https://example.org/é/中?q=ü",
            "https://example.org/a b",
        ]
    ),
    st.text(st.characters(min_codepoint=33, exclude_categories=["Cs", "Zs"], exclude_characters="'")).map(
        lambda path: f"https://example.org/{path}"
    ),
)
STYLED = st.sampled_from(
    [
        "*a*", "*a b*", "**a**", "**a b**", "_a_", "_a b_", "*a_b*", "**a|b**", "_a*b_", "*a*-*b*", "**a** *b*",
        "https://a.bc", "http://a.bc/d?e=1&copy=2#f", "https://a.bc/d_e_f", "github.com/a/b", "(https://a.bc/d(e))",
        "www.github.com/a", "https://hf-mirror.com/datasets/a", "``a''", "\\eg", "~(",
    ]
)  # fmt: skip
