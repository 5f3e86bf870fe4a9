/** What the tabs of this browser show, and which of them makes sounds and notifications for all. */

interface Shown {
  readonly tab: string;
  /** Conversation in front of the eyes; null for none, or when the tab closes. */
  readonly conversationId: string | null;
}

const lockName = 'trunkline-notify';

/** One per session. */
export class Tabs {
  readonly #tab = crypto.randomUUID();
  readonly #channel = new BroadcastChannel('trunkline-notify');
  readonly #shown = new Map<string, string>();
  readonly #release = Promise.withResolvers<void>();
  readonly #abort = new AbortController();
  #own: string | null = null;
  /** True in one tab; another follows when it closes. */
  isSpeaker = false;

  constructor() {
    this.#channel.onmessage = ({ data }: MessageEvent<Shown | 'ASK'>) => {
      if (data === 'ASK') this.#tell();
      else if (data.conversationId === null) this.#shown.delete(data.tab);
      else this.#shown.set(data.tab, data.conversationId);
    };
    this.#channel.postMessage('ASK');
    const hold = () => {
      this.isSpeaker = true;
      return this.#release.promise;
    };
    navigator.locks.request(lockName, { signal: this.#abort.signal }, hold).catch(() => {});
  }

  /** Conversations in front of the eyes, in any tab. */
  get shown(): ReadonlySet<string> {
    return new Set([...this.#shown.values(), ...(this.#own === null ? [] : [this.#own])]);
  }

  /** Says what this tab shows. */
  show(conversationId: string | null): void {
    this.#own = conversationId;
    this.#tell();
  }

  stop(): void {
    this.show(null);
    this.#channel.close();
    this.#abort.abort();
    this.#release.resolve();
  }

  #tell(): void {
    this.#channel.postMessage({ tab: this.#tab, conversationId: this.#own } satisfies Shown);
  }
}
