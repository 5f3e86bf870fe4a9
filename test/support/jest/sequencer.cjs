/**
 * Order of the files. Jest remembers how long each took and begins with the longest, so that none runs alone at the end; in
 * a fresh clone it knows the size of the source only.
 */
const { default: Sequencer } = require('@jest/test-sequencer');

/** Long ones that are short texts. */
const long = [
  'ai-proofs',
  'argument-fuzz',
  'durability',
  'hostile-routes',
  'inbox-admin',
  'inbox-composer',
  'inbox-demo',
  'inbox-list',
  'inbox-numbers',
  'inbox-thread',
  'install',
  'provider-contract.isolated',
  'start',
  'vendor-replies',
  'start-failures',
  'outgoing-webhooks',
  'client-package',
  'stalled-subscribers',
  'first-year',
  'database-away',
  'two-processes',
  'status-permutations',
];
const rankOf = ({ path }) => {
  if (long.some(name => path.endsWith(`${name}.test.ts`))) return 0;
  return ['/e2e/', '/contract/', '/integration/'].some(folder => path.replaceAll('\\', '/').includes(folder))
    ? 1
    : 2;
};

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    if (sorted.some(({ duration }) => duration !== undefined)) return sorted;
    return [...sorted].sort((a, b) => rankOf(a) - rankOf(b));
  }
};
