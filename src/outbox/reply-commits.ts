/**
 * Inserts replies: those that come while others are being inserted share one statement and its commit, as webhooks do. A
 * reply that cannot be inserted with others, because its conversation is locked or its key is taken, is inserted alone, and
 * delays no other.
 */
import type { Database } from '../database/database.js';
import { createGroupCommit } from '../database/group-commit.js';
import { retryContention } from '../database/retry-contention.js';
import { createByteBudget } from '../domain/byte-budget.js';
import { TrunklineError, UnavailableError } from '../domain/errors.js';
import { createKeyedMutex, type KeyedMutex } from '../domain/keyed-mutex.js';
import { type AddedAtOnce, addMessageAtOnce } from '../messages/add-message.js';
import { type ReplyToStore, storeReplies } from '../messages/store-replies.js';

/** Inserts a reply; resolves when it is committed. Null when its key is taken, or its conversation was removed or erased. */
export type CommitReply = (reply: ReplyToCommit) => Promise<AddedAtOnce | null>;

/** A reply, with the number that its events are told for. */
export interface ReplyToCommit extends ReplyToStore {
  readonly message: ReplyToStore['message'] & { readonly channelId: string };
}

/** With two, one batch is inserted while the other waits for its commit. */
const lanes = 2;
const maxBatch = 32;
/** Replies of a company that are inserted alone at once: they wait for one counter, and each takes a connection. */
const aloneOfCompany = 4;
/** Texts that wait. */
const waitingBytes = { total: 32 * 2 ** 20, ofCompany: 8 * 2 ** 20 };
/** What a reply takes besides its text. */
const bytesOfReply = 1_024;

/** Creates the commits of one database. */
export function createReplyCommits(database: Database): CommitReply {
  const budget = createByteBudget(waitingBytes.total, waitingBytes.ofCompany);
  const alone = createLanes();
  const commits = createGroupCommit<ReplyToStore, AddedAtOnce | null>({
    ...{ lanes, maxBatchItems: maxBatch, mixesKeys: true },
    write: (replies, lockTimeoutMs) => storeReplies(database, replies, lockTimeoutMs).catch(toRepeatable),
  });
  return async reply => {
    const { message, lockedBy } = reply;
    const commitTogether = (): Promise<AddedAtOnce | null> => commits.submit(message.tenantId, reply);
    const giveBack = budget.take(message.tenantId, bytesOf(reply));
    if (giveBack === null) throw new UnavailableError('Too many replies wait to be stored');
    try {
      return (
        (await commitTogether()) ??
        // What held its conversation was likely another batch, which has ended by the next one.
        (await commitTogether()) ??
        (await alone(message.tenantId, () =>
          retryContention(() => addMessageAtOnce(database, message, lockedBy)),
        ))
      );
    } finally {
      giveBack();
    }
  };
}

/**
 * What failed is repeated reply by reply, so only an error of PostgreSQL itself, which has rolled back then, may pass: after
 * any other the replies can be stored already.
 */
function toRepeatable(error: unknown): never {
  const code = (error as { readonly code?: unknown } | null)?.code;
  const isRolledBack = error instanceof TrunklineError || (typeof code === 'string' && code.length === 5);
  throw isRolledBack ? error : new UnavailableError('The database gave no answer', { cause: error });
}

function bytesOf({ message: { text, template } }: ReplyToStore): number {
  const variables = template ? Object.values(template.variables) : [];
  return bytesOfReply + [text ?? '', ...variables].reduce((sum, each) => sum + 2 * each.length, 0);
}

/** Each runs after the one that came `aloneOfCompany` before it. */
function createLanes(): KeyedMutex {
  const mutex = createKeyedMutex();
  let next = 0;
  return (tenantId, insert) => {
    next = (next + 1) % aloneOfCompany;
    return mutex(`${tenantId} ${next}`, insert);
  };
}
