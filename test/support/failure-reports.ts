/** What Jest's environment adds to the error of a failed test (`jest/environment.cjs`): what pages show, and servers did. */

/** Tells about one thing. */
export type FailureReport = () => Promise<string>;

const reports = new Set<FailureReport>();
/** Read by `jest/environment.cjs`, which is no module. */
Object.assign(globalThis, { [Symbol.for('trunkline.failureReports')]: reports });

/** Adds a report. @returns removes it */
export function addFailureReport(report: FailureReport): () => void {
  reports.add(report);
  return () => reports.delete(report);
}

/** A list that keeps its last lines. */
export class LastLines {
  readonly #lines: string[] = [];
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  add(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > this.#most) this.#lines.shift();
  }

  toString(): string {
    return this.#lines.join('\n');
  }
}
