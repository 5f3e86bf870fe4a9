/** An answer that can be sent again, byte for byte. */
export interface Answer {
  readonly body: Buffer;
  readonly contentType: string;
  /** When the same operation may show something else although no row has changed; infinite for most. */
  readonly changesAtMs: number;
}

/** What came out of an execution. */
export interface Executed<Reply> {
  /** For the caller. */
  readonly reply: Reply;
  /** Null if it must not be sent again, such as one with errors. */
  readonly answer: Answer | null;
}
