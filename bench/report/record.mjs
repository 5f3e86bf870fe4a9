/** Stores a result in bench/results. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formatMachine } from './machine.mjs';
import { formatSummary, formatTable } from './table.mjs';

const folder = fileURLToPath(new URL('../results/', import.meta.url));

/**
 * Writes `<date>-<name>.json` and `.md`.
 * @returns the path without its extension
 */
export function record(name, result) {
  mkdirSync(folder, { recursive: true });
  const path = `${folder}${result.machine.date.slice(0, 10)}-${name}`;
  writeFileSync(`${path}.json`, `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(`${path}.md`, formatDocument(name, result));
  return path;
}

function formatDocument(name, { machine, rows, options, seconds }) {
  return `# Benchmark ${machine.date.slice(0, 10)}: ${name}

${formatMachine(machine)}. ${options.rounds} rounds of each pair${options.quick ? ', quick' : ''}; ${Math.round(seconds)} s.

Numbers are medians with the least and the greatest round; a ratio is Trunkline divided by the floor, round by round.
In rows of growth the left column is Trunkline on the small database. How to read the table: docs/performance.md.

${formatTable(rows)}

${formatSummary(rows)}
`;
}
