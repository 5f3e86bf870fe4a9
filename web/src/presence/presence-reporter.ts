/** Decides what to report of the viewer, and when. Nothing is said while the tab is hidden or without a connection. */

/** A report. */
export interface PresenceReport {
  readonly conversationId: string | null;
  readonly activity: 'NONE' | 'VIEWING' | 'TYPING';
}

/** Whether reports arrive. */
export interface ReporterConnection {
  state(): 'WAITING' | 'LIVE' | 'LOST' | 'ENDED';
  subscribe(listener: () => void): () => void;
}

/** Times of the reporter. */
export interface ReporterTimes {
  /** Moving through the list by keys opens many conversations for a moment. */
  readonly settleMs: number;
  /** The server forgets VIEWING after 30 s, TYPING after 10 s. */
  readonly viewingRepeatMs: number;
  readonly typingRepeatMs: number;
  /** Nothing typed for this long: no longer typing. */
  readonly idleMs: number;
}

const usualTimes: ReporterTimes = {
  ...{ settleMs: 300, viewingRepeatMs: 12_000, typingRepeatMs: 4_000, idleMs: 6_000 },
};

/** The reporter of a desk. */
export class PresenceReporter {
  readonly #connection: ReporterConnection;
  readonly #report: (report: PresenceReport) => void;
  readonly #times: ReporterTimes;
  #conversationId: string | null = null;
  #isHidden = false;
  #isTyping = false;
  /** What was reported last. */
  #said: (PresenceReport & { readonly at: number }) | null = null;
  #settle: ReturnType<typeof setTimeout> | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #repeat: ReturnType<typeof setInterval> | undefined;

  constructor(
    connection: ReporterConnection,
    report: (report: PresenceReport) => void,
    times: ReporterTimes = usualTimes,
  ) {
    this.#connection = connection;
    this.#report = report;
    this.#times = times;
    connection.subscribe(() => {
      if (connection.state() !== 'LIVE') {
        this.#said = null;
      } else if (this.#said === null && this.#conversationId !== null) this.#say();
    });
  }

  /** The conversation that is open; null for none. */
  open(conversationId: string | null): void {
    if (this.#conversationId === conversationId) return;
    this.#conversationId = conversationId;
    this.#isTyping = false;
    clearTimeout(this.#settle);
    clearTimeout(this.#idle);
    clearInterval(this.#repeat);
    if (conversationId !== null) this.#repeat = setInterval(() => this.#say(), this.#times.viewingRepeatMs);
    this.#settle = setTimeout(() => this.#say(), this.#times.settleMs);
  }

  /** Whether the tab is hidden. */
  hide(isHidden: boolean): void {
    this.#isHidden = isHidden;
    this.#say();
  }

  /** Called with each change of the text of a reply. */
  type(conversationId: string, text: string): void {
    if (conversationId !== this.#conversationId) return;
    clearTimeout(this.#idle);
    if (text.trim() === '') {
      this.#stopTyping();
      return;
    }
    this.#isTyping = true;
    this.#idle = setTimeout(() => this.#stopTyping(), this.#times.idleMs);
    const { activity, at, ...said } = this.#said ?? { activity: 'NONE', at: 0, conversationId: null };
    const isSaid = activity === 'TYPING' && said.conversationId === conversationId;
    if (!isSaid || Date.now() - at >= this.#times.typingRepeatMs) this.#say();
  }

  #stopTyping(): void {
    if (!this.#isTyping) return;
    this.#isTyping = false;
    this.#say();
  }

  #say(): void {
    clearTimeout(this.#settle);
    if (this.#connection.state() !== 'LIVE') return;
    const isThere = this.#conversationId !== null && !this.#isHidden;
    const activity = !isThere ? 'NONE' : this.#isTyping ? 'TYPING' : 'VIEWING';
    if (activity === 'NONE' && (this.#said === null || this.#said.activity === 'NONE')) return;
    const conversationId = isThere ? this.#conversationId : null;
    this.#said = { conversationId, activity, at: Date.now() };
    this.#report({ conversationId, activity });
  }
}
