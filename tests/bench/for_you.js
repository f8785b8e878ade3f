// Ranks papers for made readers, as the page For you does: tests/bench/for_you.py asks it, on standard input.

import "../scripts/page.js";
import { readFileSync } from "node:fs";
import { rankedPapers } from "../../overrides/assets/for-you/for-you-ranking.js";
import { recentOf } from "../../overrides/assets/for-you/recent-papers.js";
import { termsOf } from "../../overrides/assets/for-you/terms.js";

const { file, readers } = JSON.parse(readFileSync(0, "utf8"));
const recent = recentOf(file);
const answers = readers.map(({ stars, topics }) => {
  const marked = stars.map(({ slug, title, text }) => ({ slug, title, mark: "star", terms: termsOf(title, text) }));
  const followed = topics.map((key) => ({ kind: "topic", key, title: key }));
  return rankedPapers(recent, { marked, followed, searches: [] }).map(({ paper, reasons }) => ({
    slug: paper.slug,
    reasons: reasons.map(({ kind, name, slug, terms }) => ({ kind, name, slug, terms })),
  }));
});
process.stdout.write(JSON.stringify(answers));
