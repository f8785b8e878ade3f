"""Keys that people expect in curated files, each with what to write instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


def _words(*pairs: tuple[str, str]) -> Mapping[str, str]:
    return dict(_pairs(pairs))


def _pairs(pairs: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    for words, instead in pairs:
        for word in words.split():
            yield word, instead


_TOPICS = "write 'topics: {add: [SLUG]}', with the names of files in topics/"
_LINK = "write it under 'links:', as in '- {kind: paper, url: https://doi.org/...}'"
_PUBLISHED = "write it as 'published', indented below 'corrections:'"
_ORGANISATION = "write it as 'organisation', indented below 'corrections:'"
_IN_RULES = "write phrases under 'rules:', as in '- any: [a phrase, another]'"

PAPER_WORDS = _words(
    ("tag tags topic category categories keyword keywords label labels subject subjects area areas", _TOPICS),
    ("urls link website homepage code github repository pdf video slides dataset model demo project", _LINK),
    ("date day year published_on publication_date pubdate released submitted", _PUBLISHED),
    ("organization org affiliation affiliations institution company publisher", _ORGANISATION),
    ("author", "write it as 'authors', a list indented below 'corrections:'"),
    ("id arxiv_id arxivid eprint", "write it as 'arxiv', indented below 'corrections:'"),
    ("name heading", "write it as 'title', indented below 'corrections:'"),
    ("journal booktitle conference proceedings", "write it as 'venue', indented below 'corrections:'"),
    ("summary description comment comments remark review why reason text", "note"),
    ("star starred favourite favorite pinned highlight", "featured"),
    ("hide private draft", "hidden"),
    ("state progress", "status"),
    ("read", "write 'status: read'"),
    ("duplicate duplicate_of duplicates merge merge_with sameas", "same_as"),
)
CORRECTION_WORDS = _words(
    ("date day year published_on publication_date pubdate released submitted", "published"),
    ("organization org affiliation affiliations institution company publisher", "organisation"),
    ("author", "authors"),
    ("id arxiv_id arxivid eprint", "arxiv"),
    ("name heading", "title"),
    ("summary description", "abstract"),
    ("journal booktitle conference proceedings", "venue"),
    ("status state publication_status", "stage"),
    ("anthology acl_id", "acl"),
    ("link address href", "url"),
)
TOPIC_WORDS = _words(
    ("name heading label", "title"),
    ("group section category field parent areas", "area"),
    ("description summary about abstract note text", "scope"),
    ("keyword keywords phrase phrases term terms word words pattern patterns match matches tags rule", _IN_RULES),
    ("papers paper reading read_first begin start first", "start_here"),
    ("slug id file", "the file's name is the slug, so remove this line"),
)
RULE_WORDS = _words(
    ("keyword keywords phrase phrases term terms word words pattern patterns match or some one_of anyof any_of", "any"),
    ("and every each required all_of allof", "all"),
    ("not without exclude excludes excluding except unless no never none_of", "none"),
    ("in field part scope place", "where"),
    ("count min least at_least minimum repeat", "times"),
    ("score points value", "weight"),
)
SITE_WORDS = _words(
    ("name site_name heading", "title"),
    ("about summary subtitle tagline scope site_description", "description"),
    ("groups categories topics", "areas"),
    ("redirect moved renamed", "redirects"),
    ("update schedule", "updates"),
    ("section headings", "sections"),
    ("source feed feeds fetch subscriptions", "sources"),
    ("email e-mail mail mailing letter letters", "newsletter"),
    ("alias names people authors organisations organizations same_as", "aliases"),
    ("cards card social social_card og_image previews", "social_cards"),
)
ALIAS_WORDS = _words(
    ("title author person organisation organization", "name"),
    ("aka alias aliases names other others spellings same_as", "also"),
    ("type is", "kind"),
    ("id orcid_id", "orcid"),
)
NEWSLETTER_WORDS = _words(
    ("sender from_address", "from"),
    ("to list_address mailing_list recipient recipients list_id", "list"),
    ("reply replyto reply-to", "reply_to"),
    ("subscription signup sign_up join", "subscribe"),
    ("unsubscription leave list_unsubscribe", "unsubscribe"),
)
SOURCE_WORDS = _words(("url link address feed source href", "from"), ("name title slug", "label"))
LEARNED_WORDS = _words(
    ("enough limit minimum total", "threshold"),
    ("weights terms features", "words"),
    ("trained_on source quality", "basis"),
)
AREA_WORDS = _words(("name label heading", "title"), ("id key file", "slug"))
LINK_WORDS = _words(("type name label title", "kind"), ("link href address uri", "url"))
FINDING_WORDS = _words(
    ("name heading", "title"),
    ("id arxiv_id arxivid eprint", "arxiv"),
    ("author", "authors"),
    ("date day published_on publication_date", "published"),
    ("category tags", "categories"),
    ("github repository", "code"),
    ("journal booktitle conference proceedings", "venue"),
    ("status state publication_status", "stage"),
    ("evidence where link", "source"),
    ("seen checked on", "found"),
)
