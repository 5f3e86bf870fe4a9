/**
 * What the clients of this process do: each is in one conversation at most. A client is a socket or an event stream, and is
 * gone with it; or a session or token that has none, and is gone when what it said ends.
 */
import { PresenceActivity } from '../../domain/vocabulary.js';
import { Level, type Place } from './place.js';

/** Who a client belongs to. */
export interface ClientOwner {
  readonly tenantId: string;
  readonly userId: string;
}

/** How long what a client said holds. */
export interface PresenceTimes {
  readonly typingMs: number;
  readonly viewingMs: number;
}

interface Client extends ClientOwner {
  readonly id: string;
  /** False for one that exists only while it says something. */
  readonly isOpen: boolean;
  conversationId: string | null;
  typingUntilMs: number;
  viewingUntilMs: number;
}

/** A user is shown in this many conversations; the one that was said first goes. */
const maxConversationsOfUser = 20;

/** The clients. `onLevel` is called with the level of each place that may have changed. */
export class OwnClients {
  readonly #clients = new Map<string, Client>();
  readonly #byUser = new Map<string, Set<Client>>();

  constructor(
    private readonly times: PresenceTimes,
    private readonly onLevel: (place: Place, level: Level) => void,
  ) {}

  get size(): number {
    return this.#clients.size;
  }

  /** Adds an open client. */
  connect(id: string, owner: ClientOwner): void {
    this.#announce(this.#add(id, owner, true), [null]);
  }

  /** Removes a client with all that it said. */
  disconnect(id: string): void {
    const client = this.#clients.get(id);
    if (client) this.#remove(client);
  }

  /** Takes what a client says. */
  say(
    id: string,
    owner: ClientOwner,
    conversationId: string | null,
    activity: PresenceActivity,
    nowMs: number,
  ): void {
    const client = this.#clients.get(id) ?? this.#add(id, owner, false);
    const before = client.conversationId;
    const isThere = activity !== PresenceActivity.NONE;
    client.conversationId = isThere ? conversationId : null;
    client.viewingUntilMs = isThere ? nowMs + this.times.viewingMs : 0;
    client.typingUntilMs = activity === PresenceActivity.TYPING ? nowMs + this.times.typingMs : 0;
    // The clients of a user are in the order of their last word.
    const ofUser = this.#byUser.get(userKey(client));
    ofUser?.delete(client);
    ofUser?.add(client);
    if (!isThere && !client.isOpen) {
      this.#remove(client, before);
      return;
    }
    this.#announce(client, [before, client.conversationId, null]);
    if (isThere) this.#limit(client);
  }

  /** Ends what was not said again in time. */
  expire(nowMs: number): void {
    // No copy of the list: this is called twice a second, and there may be tens of thousands.
    for (const client of this.#clients.values()) {
      const { conversationId } = client;
      if (conversationId === null) continue;
      if (client.viewingUntilMs <= nowMs) this.#leave(client);
      else if (client.typingUntilMs !== 0 && client.typingUntilMs <= nowMs) {
        client.typingUntilMs = 0;
        this.#announce(client, [conversationId]);
      }
    }
  }

  #add(id: string, owner: ClientOwner, isOpen: boolean): Client {
    const { tenantId, userId } = owner;
    const client = {
      ...{ id, tenantId, userId, isOpen },
      ...{ conversationId: null, typingUntilMs: 0, viewingUntilMs: 0 },
    };
    this.#clients.set(id, client);
    const ofUser = this.#byUser.get(userKey(owner)) ?? new Set();
    this.#byUser.set(userKey(owner), ofUser.add(client));
    return client;
  }

  #remove(client: Client, conversationId = client.conversationId): void {
    this.#clients.delete(client.id);
    const ofUser = this.#byUser.get(userKey(client));
    ofUser?.delete(client);
    if (ofUser?.size === 0) this.#byUser.delete(userKey(client));
    this.#announce(client, [conversationId, null]);
  }

  #leave(client: Client): void {
    if (!client.isOpen) {
      this.#remove(client);
      return;
    }
    const { conversationId } = client;
    Object.assign(client, { conversationId: null, typingUntilMs: 0, viewingUntilMs: 0 });
    this.#announce(client, [conversationId]);
  }

  #limit(of: ClientOwner): void {
    const there = [...(this.#byUser.get(userKey(of)) ?? [])].filter(client => client.conversationId !== null);
    for (const client of there.slice(0, -maxConversationsOfUser)) this.#leave(client);
  }

  #announce({ tenantId, userId }: ClientOwner, conversationIds: readonly (string | null)[]): void {
    const clients = this.#byUser.get(userKey({ tenantId, userId }));
    for (const conversationId of new Set(conversationIds))
      this.onLevel({ tenantId, userId, conversationId }, highestAt(clients, conversationId));
  }
}

const userKey = ({ tenantId, userId }: ClientOwner): string => `${tenantId} ${userId}`;

/** The level of a user; in no conversation without a look at each client, as this is asked for every socket. */
function highestAt(clients: ReadonlySet<Client> | undefined, conversationId: string | null): Level {
  let highest = Level.GONE;
  if (!clients) return highest;
  if (conversationId === null) return Level.CONNECTED;
  for (const client of clients) highest = Math.max(highest, levelAt(client, conversationId));
  return highest;
}

function levelAt(client: Client, conversationId: string): Level {
  if (client.conversationId !== conversationId) return Level.GONE;
  return client.typingUntilMs > 0 ? Level.TYPING : Level.VIEWING;
}
