/**
 * Drops the company's own numbers from the addresses of events, and stores the names under which webhooks report a
 * number. The rule is `domain/identity/own-addresses.ts`.
 */
import { LRUCache } from 'lru-cache';
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { TrunklineError } from '../domain/errors.js';
import { dropOwnAddresses, isOwnAddress } from '../domain/identity/own-addresses.js';
import type { IngestItem } from '../domain/ingest-item.js';
import { upTo } from '../domain/up-to.js';
import { Channel } from '../entities/channel.entity.js';

/** Own numbers for ingest. */
export interface OwnNumbers {
  /** The item without own addresses; `reason` says why it has no effect if no other address is left, else null. */
  dropOwn(item: IngestItem): { readonly item: IngestItem; readonly reason: string | null };
  /**
   * Stores the request's name for the number, when it is new. Errors other than an unavailable database are reported,
   * and the event is still processed. @throws UnavailableError
   */
  storeName(item: IngestItem, channelId: string | null): Promise<void>;
}

const maxRemembered = 1_000;

const channels = tableOf(Channel);
const channel = channels.of('c');

const write = statement(
  'write-own-address',
  `update ${channels.table} c set ${channels.column.ownAddress} = $3
    where ${channel.tenantId} = $1 and ${channel.id} = $2 and ${channel.ownAddress} is distinct from $3`,
);

const writeAccount = statement(
  'write-own-account',
  `update ${channels.table} c set ${channels.column.ownAccount} = $3
    where ${channel.tenantId} = $1 and ${channel.id} = $2 and ${channel.ownAccount} is distinct from $3`,
);

/** Creates the handler; one per process. */
export function createOwnNumbers(
  database: Database,
  alert: (message: string, facts: Readonly<Record<string, unknown>>) => void,
): OwnNumbers {
  const written = new LRUCache<string, true>(upTo(maxRemembered));
  const accounts = new LRUCache<string, true>(upTo(maxRemembered));
  const keep = async (
    { account: { tenantId }, ledgerId }: IngestItem,
    channelId: string,
    told: { readonly memory: LRUCache<string, true>; readonly write: typeof write; readonly name: string },
  ): Promise<void> => {
    const key = `${channelId} ${told.name}`;
    if (told.memory.get(key)) return;
    try {
      await database.query(told.write, [tenantId, channelId, told.name], database.keyedPool);
      told.memory.set(key, true);
    } catch (error) {
      if (error instanceof TrunklineError) throw error;
      const cause = error instanceof Error ? error.message : String(error);
      alert('What a webhook calls our number could not be kept; the next one tries again.', {
        ledgerId,
        channelId,
        cause,
      });
    }
  };
  return {
    dropOwn: item => {
      const { event, reason } = dropOwnAddresses(item.event, item.account.ownKeys, item.account);
      return { item: event === item.event ? item : { ...item, event }, reason };
    },
    storeName: async (item, channelId) => {
      if (channelId === null) return;
      const { account, event } = item;
      const { ownAddress, ownAccount } = event;
      if (ownAddress != null && !isOwnAddress(ownAddress, account.ownKeys, account))
        await keep(item, channelId, { memory: written, write, name: ownAddress });
      if (ownAccount !== undefined)
        await keep(item, channelId, { memory: accounts, write: writeAccount, name: ownAccount });
    },
  };
}
