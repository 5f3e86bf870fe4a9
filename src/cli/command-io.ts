/** What a command touches of its process; tests give their own. */

/** The process as commands see it. */
export interface CommandIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Writes a result to the standard output; a line end is added. */
  result(text: string): void;
  /** Tells of progress on the standard error, so that a result can be piped. */
  progress(text: string): void;
  /** The whole standard input as text. */
  readInput(): Promise<string>;
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
};
