/** Process input and output of a command; tests pass their own. */

import { createInterface } from 'node:readline/promises';

/** The process, as commands use it. */
export interface CommandIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Writes a result to the standard output, with a line end. */
  result(text: string): void;
  /** Writes progress to the standard error, so that a result can be piped. */
  progress(text: string): void;
  /** Reads the whole standard input as text. */
  readInput(): Promise<string>;
  /** Asks the user at the terminal; null without a terminal. */
  ask(question: string): Promise<string | null>;
  /** The running command, such as `users create`; set by `runProgram`. */
  readonly commandName?: () => string;
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
    // On the standard error, so that a question never becomes part of a piped result.
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return await terminal.question(question);
    } finally {
      terminal.close();
    }
  },
};
