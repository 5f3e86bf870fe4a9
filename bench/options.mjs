/** Options of the command line. */
import { parseArgs } from 'node:util';

const help = `npm run bench -- [options]

  --quick         under a minute: short rounds, no 5,000 sockets, no 2M messages
  --only a,b      these measures alone: ingest, new-people, tenants, assistants, copies, end-to-end, fan-out, inbox, resume,
                  herd, documents, send-reply, search, report, import, start, growth
  --rounds n      rounds of each pair instead of 2 (--quick) or 5
  --json          the result as JSON on stdout instead of the table
  --record name   also writes bench/results/<date>-<name>.json and .md
  --dist folder   the built server to measure, instead of dist
  --keep          leaves the run's folder (logs, database) where it is
`;

/** Reads the arguments; `--help` prints the help and exits. */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      rounds: { type: 'string' },
      json: { type: 'boolean', default: false },
      record: { type: 'string' },
      dist: { type: 'string', default: 'dist' },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    process.exit(0);
  }
  return {
    ...values,
    only: values.only ? values.only.split(',').map(name => name.trim()) : null,
    rounds: values.rounds ? Number(values.rounds) : values.quick ? 2 : 5,
  };
}
