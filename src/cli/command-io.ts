/** What a command touches of its process; tests give their own. */

import { createInterface } from 'node:readline/promises';

/** The process as commands see it. */
export interface CommandIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Writes a result to the standard output; a line end is added. */
  result(text: string): void;
  /** Writes progress to the standard error, so that a result can be piped. */
  progress(text: string): void;
  /** The whole standard input as text. */
  readInput(): Promise<string>;
  /** Asks the person at the terminal; null when there is none. */
  ask(question: string): Promise<string | null>;
}

/** The real process. */
export const processIo: CommandIo = {
  env: process.env,
  result: text => {
    process.stdout.write(`${text}\n`);
  },
  progress: text => {
    process.stderr.write(`${text}\n`);
  },
  readInput: async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks).toString('utf8');
  },
  ask: async question => {
    if (!process.stdin.isTTY) return null;
    // On the standard error, so that a question never gets into a result that is piped on.
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return await terminal.question(question);
    } finally {
      terminal.close();
    }
  },
};
