/**
 * Fails for words that this project does not write: readers of many countries know the field's term, not the literary
 * word. Checked are comments, docstrings, texts and names of the sources, the schema, the errors, and the documents.
 * A word in quotes is a name or an example and passes.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The word, as a pattern, and what to write instead. */
const instead = [
  ['nobody|no-one', 'say what is missing: "no user", "not known"'],
  ['somebody|anybody|everybody', 'name who: a user, a customer, another process'],
  ['whatever|whoever|whichever|whomever', 'name what or who'],
  ['mend(?:s|ed|ing)?', 'fix, repair'],
  ['anew', 'again, reload, retry'],
  ['beside', 'next to; in addition to; with'],
  ['any more', 'no longer; invalid or expired'],
  ['tells? of|told of|telling of', 'reports, notifies, names'],
  ['hears?|unhear', 'is called; listener; subscribe'],
  ['who is who', 'which addresses are one person'],
  ['at hand', 'cached'],
  ['(?:brings?|brought) along', 'arrives with, returns, includes'],
  ['(?:the|no|one|only) way (?:in|out)', 'inbound, ingest; outbound, sending'],
  ['one after the other', 'in order; per-key mutex'],
  ['may not be asked', 'must not be called'],
  ['for ever', 'forever; permanently'],
  ['nevertheless', 'anyway'],
  ['came late', 'arrived late; stale'],
  ['made good', 'completed'],
  ['what (?:became|becomes|came|comes) of', 'the result, the outcome'],
  ['nets? under', 'safety net; sweep that enqueues missing jobs'],
  ['(?:goes|go|went) the way of', 'is processed like'],
  ['lets? go of', 'closes, releases'],
  ['(?:put|puts|putting) right', 'fixes, repairs'],
  ['strangers?', 'unknown contact; untrusted input'],
];

/** Where the rule does not hold: text that others wrote, generated files, the record of past changes. */
const skipped =
  /^(?:CHANGELOG\.md|docs\/decisions\/00(?:0|1|2|30|40)|bench\/results|src\/database\/migrations\/|docs\/openapi\.json|scripts\/check-words\.mjs)/;
const patterns = instead.map(([words, advice]) => ({
  pattern: new RegExp(`(?<![\\w'"\`-])(?:${words})(?:'s)?(?![\\w'"\`-])`, 'i'),
  advice,
}));

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter(file =>
    /^(?:src|pages|packages|web|examples|docs|scripts|bench|bin)\/.*\.(?:ts|tsx|mjs|md|graphql|css|html)$|^[^/]+\.md$/.test(
      file,
    ),
  )
  .filter(file => !skipped.test(file));

const findings = [];
for (const file of files) {
  const lines = readFileSync(file, 'utf8').split('\n');
  for (const [index, line] of lines.entries()) {
    for (const { pattern, advice } of patterns) {
      const found = pattern.exec(line);
      if (found) findings.push(`${file}:${index + 1}: "${found[0]}": ${advice}`);
    }
  }
}
if (findings.length > 0) {
  console.error(`${findings.join('\n')}\n${findings.length} words to replace; see scripts/check-words.mjs.`);
  process.exit(1);
}
