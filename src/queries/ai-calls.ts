/** Kept calls to models of a conversation, newest first; several conversations are read in one statement. */
import { tableOf } from '../database/columns.js';
import { sql } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import { AiCall } from '../entities/ai-call.entity.js';
import { AiTurn } from '../entities/ai-turn.entity.js';
import type { LoadSource } from './booking-loaders.js';
import type { Page, PageArguments } from './page.js';
import { listById, plainRows } from './projection.js';
import { type PageSource, readPageOf } from './read-page.js';

/** A call as queries return it. */
export type AiCallRow = Readonly<AiCall>;

/** A turn as queries return it. */
export type AiTurnRow = Readonly<AiTurn>;

const call = tableOf(AiCall).of('k');
const list = listById(AiCall, 'ai-calls', 'ai-calls', 'k', 'desc');
const projection = plainRows(AiCall, 'k');
const turns = tableOf(AiTurn);
const turn = turns.of('u');

const turnsById = tenantStatement(
  'ai-turns-by-id',
  sql`select ${turns.select('u')} from ${turns.table} u where ${turn.tenantId} = $1 and ${turn.id} = any($2::uuid[])`,
);

/** The calls of a conversation. */
export function callsOfConversation(
  source: PageSource,
  conversationId: string,
  args: PageArguments,
): Promise<Page<AiCallRow>> {
  const parent = { name: 'of-conversation', match: `${call.conversationId} = p.id`, id: conversationId };
  return readPageOf(source, { list, projection }, parent, args);
}

/** The turn of a call; null for a call that belongs to none. */
export async function loadAiTurn(
  { reader, loaders }: LoadSource,
  turnId: string | null,
): Promise<AiTurnRow | null> {
  if (turnId === null) return null;
  return loaders
    .byParent<AiTurnRow | null>('ai-turn', async ids => {
      const rows = new Map((await reader.rows(turnsById, ids)).map(row => [row.id, row]));
      return ids.map(wanted => rows.get(wanted) ?? null);
    })
    .load(turnId);
}
