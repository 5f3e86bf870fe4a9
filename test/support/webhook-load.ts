/** A steady load of ChatFlow webhooks, some of them repeated, with a record of the acknowledged ones. */
import { postChatFlow } from './remote-api.js';

/** A running load. */
export interface WebhookLoad {
  /** Texts of the webhooks that were answered 2xx; each text is one message. */
  readonly acknowledged: ReadonlySet<string>;
  /** Texts whose last response was another status, or missing. */
  readonly refused: ReadonlySet<string>;
  /** Count of each status; `null` stands for no response. */
  readonly statuses: ReadonlyMap<number | null, number>;
  /** How many are posted and not answered yet. */
  underWay(): number;
  /** When a status was last seen, by performance.now(). */
  lastSeenAt(status: number | null): number | null;
  /** The longest wait for a response of this status so far. */
  longestMs(status: number | null): number;
  /** Stops and waits for the responses. */
  stop(): Promise<void>;
}

/** Options of the load. */
export interface WebhookLoadOptions {
  readonly webhookKey: string;
  readonly posters: number;
  /** Part of every text, to distinguish loads. */
  readonly name: string;
  /** The URL to post to; read before each post. */
  readonly url: () => string;
}

/** After this many messages a poster sends the same body twice at once, and an unknown contact writes. */
const repeatEvery = 5;
/** A provider whose webhook was not acknowledged waits before it continues. */
const pauseMs = 20;

/** Starts posting. */
export function startWebhookLoad(options: WebhookLoadOptions): WebhookLoad {
  const { webhookKey, posters, name, url } = options;
  const acknowledged = new Set<string>();
  const refused = new Set<string>();
  const statuses = new Map<number | null, number>();
  const lastSeen = new Map<number | null, number>();
  const longest = new Map<number | null, number>();
  let isRunning = true;
  let waiting = 0;

  const post = async (text: string, phone: string): Promise<number | null> => {
    const startedAt = performance.now();
    waiting += 1;
    const status = await postChatFlow(url(), webhookKey, { text, phone, messageId: `id of ${text}` });
    waiting -= 1;
    const now = performance.now();
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    lastSeen.set(status, now);
    longest.set(status, Math.max(longest.get(status) ?? 0, now - startedAt));
    if (status !== null && status < 300) acknowledged.add(text);
    else refused.add(text);
    return status;
  };

  const run = async (poster: number): Promise<void> => {
    for (let number = 0; isRunning; number += 1) {
      const isStranger = number % repeatEvery === 0;
      const phone = isStranger ? `7705${1_000 + poster}${100 + (number % 900)}` : `7705000${1_000 + poster}`;
      const text = `${name} ${poster} ${number}`;
      const both = isStranger ? [post(text, phone), post(text, phone)] : [post(text, phone)];
      const answers = await Promise.all(both);
      if (answers.some(status => status !== 200)) await new Promise(resolve => setTimeout(resolve, pauseMs));
    }
  };
  const all = Promise.all([...Array(posters).keys()].map(run));

  return {
    acknowledged,
    refused,
    statuses,
    underWay: () => waiting,
    lastSeenAt: status => lastSeen.get(status) ?? null,
    longestMs: status => Math.round(longest.get(status) ?? 0),
    stop: async () => {
      isRunning = false;
      await all;
    },
  };
}
