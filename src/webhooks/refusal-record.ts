/**
 * The record of rejected webhooks: what an owner looks at when nothing arrives.
 *
 * Unauthenticated requests can cause rejections without a limit, so nothing here grows with them. They are counted in
 * memory by their common properties, a bounded number of kinds per second, and written once a second; accounts are
 * looked up then, once per kind. Log lines are bounded in the same way. No credential is stored: a key is dropped when
 * its second is written, and of a key in our own format the first characters are kept.
 */
import { hash } from 'node:crypto';
import { RefusalReason, type WebhookSource } from '../domain/vocabulary.js';
import type { CountedRefusal } from '../ingest/refused-webhooks.js';

/** The fault of a request; a key's account is looked up later, and may make it more precise. */
export type RefusalFault = 'UNSIGNED' | 'WRONGLY_SIGNED' | 'BODY_UNREADABLE' | 'BODY_TOO_LARGE';

/** The names of our numbers and accounts in a body. */
export interface ClaimedNames {
  readonly channelExternalIds: readonly string[];
  readonly accountExternalIds: readonly string[];
}

/** The account that a rejection is recorded for. */
export interface RefusedAccount {
  readonly id: string;
  readonly tenantId: string;
}

/** A rejected request. */
export interface Refusal {
  readonly source: WebhookSource;
  readonly fault: RefusalFault;
  readonly key: string | null;
  readonly address: string;
  readonly requestId: string;
  /** Reads the names in the body; a bounded number of bodies per second is read. */
  readonly readNames: () => ClaimedNames;
  /** The account of the key, else those that have the names. */
  readonly findAccounts: (names: ClaimedNames) => Promise<RefusedAccounts>;
}

/** Accounts that a rejected request can be attributed to. */
export interface RefusedAccounts {
  readonly isKeyKnown: boolean;
  /** True if the accounts are disconnected. */
  readonly isDisconnected?: boolean;
  readonly accounts: readonly RefusedAccount[];
}

/** Options of `createRefusalRecord`. */
export interface RefusalRecordOptions {
  readonly store: (refusals: readonly CountedRefusal[]) => Promise<void>;
  readonly log: (message: string, facts: Readonly<Record<string, unknown>>) => void;
  readonly now?: () => Date;
}

/** Records rejections. */
export interface RefusalRecord {
  note(refusal: Refusal): void;
  /** Writes the counts gathered so far; this also happens every second. */
  flush(): Promise<void>;
  /** Writes the remaining counts, and stops. */
  stop(): Promise<void>;
}

interface Kind {
  readonly first: Refusal;
  readonly names: ClaimedNames;
  readonly firstAt: Date;
  lastAt: Date;
  address: string;
  count: number;
}

/** A server whose providers are misconfigured has one or two kinds per second. */
const maxKinds = 50;
const maxLines = 20;
const flushEveryMs = 1_000;
/** A request that names many numbers is recorded for at most this many owners. */
const maxAccounts = 5;
const maxNames = 5;
const maxNameChars = 100;
/** The format of our keys: for other texts, the first characters may be most of a password. */
const ownKey = /^[A-Za-z0-9_-]{32}$/;
const keyPrefixChars = 6;

/** Creates the record. */
export function createRefusalRecord(options: RefusalRecordOptions): RefusalRecord {
  const { store, log, now = () => new Date() } = options;
  let kinds = new Map<string, Kind>();
  let lines = 0;
  let bodies = 0;
  let writing: Promise<void> = Promise.resolve();

  const write = async (kind: Kind): Promise<void> => {
    const { first, names, count, firstAt, lastAt, address } = kind;
    const { source, fault, key } = first;
    try {
      const { isKeyKnown, isDisconnected = false, accounts } = await first.findAccounts(names);
      const counted = {
        ...{ source, count, firstAt, lastAt, address },
        reason: isDisconnected ? RefusalReason.ACCOUNT_DISCONNECTED : toReason(fault, key, isKeyKnown),
        claimedNames: toShown(names),
        channelExternalId: names.channelExternalIds.map(toShownName)[0] ?? null,
        keyPrefix: key !== null && ownKey.test(key) ? key.slice(0, keyPrefixChars) : null,
      };
      await store(
        accounts
          .slice(0, maxAccounts)
          .map(({ id: accountId, tenantId }) => ({ ...counted, tenantId, accountId })),
      );
    } catch (error) {
      log('refused webhooks not recorded', { source, count, error: String(error) });
    }
  };

  const flush = (): Promise<void> => {
    const [gathered, unlogged] = [[...kinds.values()], lines - maxLines];
    kinds = new Map();
    lines = 0;
    bodies = 0;
    if (unlogged > 0) log('more webhooks refused', { count: unlogged });
    if (gathered.length > 0) {
      writing = writing.then(async () => {
        for (const kind of gathered) await write(kind);
      });
    }
    return writing;
  };
  const timer = setInterval(() => void flush(), flushEveryMs);
  timer.unref();

  return {
    note(refusal) {
      const { source, fault, key, address, requestId } = refusal;
      lines += 1;
      if (lines <= maxLines)
        log('webhook refused', { requestId, source, fault, hasKey: key !== null, address });
      const ofKey = key === null ? null : [source, fault, hash('sha256', key)].join(' ');
      let kind = ofKey === null ? undefined : kinds.get(ofKey);
      if (!kind) {
        if (bodies >= maxKinds) return;
        bodies += 1;
        const names = tryRead(refusal);
        const fingerprint = ofKey ?? [source, fault, ...toShown(names)].join(' ');
        const at = now();
        kind = kinds.get(fingerprint) ?? {
          first: refusal,
          names,
          firstAt: at,
          lastAt: at,
          address,
          count: 0,
        };
        kinds.set(fingerprint, kind);
      }
      kind.count += 1;
      kind.lastAt = now();
      kind.address = address;
    },
    flush,
    stop: () => {
      clearInterval(timer);
      return flush();
    },
  };
}

/** Returns no names when the body cannot be parsed. */
function tryRead({ readNames }: Refusal): ClaimedNames {
  try {
    return readNames();
  } catch {
    return { channelExternalIds: [], accountExternalIds: [] };
  }
}

function toReason(fault: RefusalFault, key: string | null, isKeyKnown: boolean): RefusalReason {
  if (fault === 'BODY_UNREADABLE' || fault === 'BODY_TOO_LARGE') return RefusalReason[fault];
  if (key !== null && !isKeyKnown) return RefusalReason.KEY_UNKNOWN;
  if (fault === 'WRONGLY_SIGNED') return RefusalReason.SIGNATURE_WRONG;
  return key === null ? RefusalReason.KEY_MISSING : RefusalReason.SIGNATURE_MISSING;
}

function toShown({ channelExternalIds, accountExternalIds }: ClaimedNames): string[] {
  return [...new Set([...channelExternalIds, ...accountExternalIds])].slice(0, maxNames).map(toShownName);
}

const toShownName = (name: string): string => name.slice(0, maxNameChars).replaceAll('\u0000', '');
