/** Which messages the viewer has read: those that were shown for a second, by at least half, in a window with focus. */

/** A message counts as read after it was shown for this long. */
const shownMs = 1_000;
/** The server is told at most this often. */
const tellMs = 2_000;

/** Where the marker takes time and visibility from. */
export interface ReadingClock {
  now(): number;
  /** Calls once, after a time. @returns cancels it */
  after(ms: number, run: () => void): () => void;
  /** The document is visible and has the focus. */
  isAttended(): boolean;
}

/** Marks what was read, in order: the id only grows. */
export class ReadMarker {
  readonly #tell: (messageId: string) => Promise<boolean>;
  readonly #clock: ReadingClock;
  /** Messages that are shown, with the time since when. */
  readonly #shown = new Map<string, number>();
  #upTo: string;
  #told: string;
  #toldAt = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | null = null;
  #isStopped = false;

  /**
   * @param readUpTo id of the last message that is read already; '' for none
   * @param tell tells the server; false when it refused
   */
  constructor(readUpTo: string, tell: (messageId: string) => Promise<boolean>, clock: ReadingClock) {
    this.#upTo = readUpTo;
    this.#told = readUpTo;
    this.#tell = tell;
    this.#clock = clock;
  }

  /** A message came into view, or left it. */
  show(messageId: string, isShown: boolean): void {
    if (!isShown) this.#shown.delete(messageId);
    else if (!this.#shown.has(messageId)) this.#shown.set(messageId, this.#clock.now());
    this.#look();
  }

  /** The window got or lost the focus, or was hidden: the second begins again. */
  attend(): void {
    for (const id of this.#shown.keys()) this.#shown.set(id, this.#clock.now());
    this.#look();
  }

  /** From now on nothing is marked: the viewer marked it as unread, or left. */
  stop(): void {
    this.#isStopped = true;
    this.#cancel?.();
    this.#cancel = null;
  }

  #look(): void {
    this.#cancel?.();
    this.#cancel = null;
    if (this.#isStopped || !this.#clock.isAttended()) return;
    const now = this.#clock.now();
    let wait = Number.POSITIVE_INFINITY;
    for (const [id, since] of this.#shown) {
      if (id <= this.#upTo) continue;
      const left = since + shownMs - now;
      if (left <= 0) this.#upTo = id;
      else wait = Math.min(wait, left);
    }
    if (this.#upTo > this.#told) {
      const left = this.#toldAt + tellMs - now;
      if (left <= 0) this.#say(this.#upTo, now);
      else wait = Math.min(wait, left);
    }
    if (wait < Number.POSITIVE_INFINITY) this.#cancel = this.#clock.after(wait, () => this.#look());
  }

  #say(messageId: string, now: number): void {
    const before = this.#told;
    this.#told = messageId;
    this.#toldAt = now;
    void this.#tell(messageId).then(isDone => {
      if (!isDone && this.#told === messageId) this.#told = before;
    });
  }
}
