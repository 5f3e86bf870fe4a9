/**
 * Order of the files. Jest remembers how long each took and begins with the longest, so that none runs alone at the end; in
 * a fresh clone it knows the size of the source only.
 */
const { default: Sequencer } = require('@jest/test-sequencer');

/** Long ones, the longest first: for a fresh clone. */
const long = [
  ...['ai-proofs', 'inbox-demo', 'argument-fuzz', 'durability', 'install', 'inbox-composer', 'start'],
  ...['inbox-thread', 'inbox-admin', 'inbox-list', 'vendor-replies', 'inbox-numbers', 'inbox-ai'],
  ...['hostile-routes', 'provider-contract.isolated', 'tenancy', 'outgoing-webhooks', 'first-year'],
  ...['inbox-me', 'cli', 'ai-turns', 'database-away', 'client-package', 'stalled-subscribers'],
  ...['two-processes', 'start-failures', 'status-permutations'],
];
const rankOf = ({ path }) => {
  const at = long.findIndex(name => path.endsWith(`${name}.test.ts`));
  if (at >= 0) return at;
  return ['/e2e/', '/contract/', '/integration/'].some(folder => path.replaceAll('\\', '/').includes(folder))
    ? long.length
    : long.length + 1;
};

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    if (sorted.some(({ duration }) => duration !== undefined)) return sorted;
    return [...sorted].sort((a, b) => rankOf(a) - rankOf(b));
  }
};
