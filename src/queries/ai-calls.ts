/** Kept calls to models of a conversation, newest first; several conversations are read in one statement. */
import { tableOf } from '../database/columns.js';
import { AiCall } from '../entities/ai-call.entity.js';
import { AiTurn } from '../entities/ai-turn.entity.js';
import { loadById } from './load-by-id.js';
import type { LoadSource } from './load-source.js';
import type { Page, PageArguments } from './page.js';
import { listById, plainRows } from './projection.js';
import { type PageSource, readPageOf } from './read-page.js';
import { rowsById } from './rows-by-id.js';

/** A call as queries return it. */
export type AiCallRow = Readonly<AiCall>;

/** A turn as queries return it. */
export type AiTurnRow = Readonly<AiTurn>;

const call = tableOf(AiCall).of('k');
const list = listById(AiCall, 'ai-calls', 'ai-calls', 'k', 'desc');
const projection = plainRows(AiCall, 'k');
const turnsById = rowsById(AiTurn);

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
export const loadAiTurn = (source: LoadSource, turnId: string | null) =>
  loadById<AiTurnRow>(source, turnsById, turnId);
