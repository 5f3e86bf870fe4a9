/** What a model proposes; there is no recipient, number or file in it. */
export interface ModelAnswer {
  readonly reply: string;
  /** Language of the reply, as a tag such as `ru`. */
  readonly language: string;
  /** True if a person is to take over. */
  readonly handoff: boolean;
  readonly reason: string | null;
  readonly topic: string | null;
  readonly stage: string | null;
}
