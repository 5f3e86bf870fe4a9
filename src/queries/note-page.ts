/**
 * Pages of notes, newest first; several leads or conversations are read in one statement. Every message of a lead
 * appears among its notes without a row of its own: the page merges both by their ids, which are in the order of time.
 */
import { tableOf } from '../database/columns.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import { Note } from '../entities/note.entity.js';
import type { Page, PageArguments } from './page.js';
import type { PagedList } from './page-sql.js';
import { listById, plainRows } from './projection.js';
import { type PageSource, readPageOf } from './read-page.js';
import type { NoteRow } from './rows.js';

const notes = tableOf(Note);
const note = notes.of('n');
const [message, conversation, standing] = [
  tableOf(Message).of('m'),
  tableOf(Conversation).of('v'),
  notes.of('x'),
];
const list = listById(Note, 'notes', 'notes', 'n', 'desc');
const projection = plainRows(Note, 'n');

/** Source of each column of a note that represents a message; the rest are null. */
const ofMessage: Partial<Record<keyof Note, string>> = {
  // A separate id, derived from the message's and always the same: note and message are two objects in a cache.
  id: `encode(set_byte(uuid_send(${message.id}), 15, get_byte(uuid_send(${message.id}), 15) # 255), 'hex')::uuid`,
  tenantId: message.tenantId,
  leadId: conversation.leadId,
  conversationId: message.conversationId,
  authorKind: message.authorKind,
  authorUserId: message.authorUserId,
  sourceMessageId: message.id,
  createdAt: message.createdAt,
};
const names = Object.keys(notes.column) as (keyof Note)[];

/** Notes of leads, with a row for each message that no note represents yet. */
const leadNotes: PagedList = {
  ...list,
  name: 'lead-notes',
  table: `(select ${names.map(name => notes.of('s')[name]).join(', ')} from ${notes.table} s
     union all
     select ${names.map(name => `${ofMessage[name] ?? 'null'} as ${notes.column[name]}`).join(', ')}
       from ${tableOf(Conversation).table} v join ${tableOf(Message).table} m on ${message.conversationId} = ${conversation.id}
      where not exists (select from ${notes.table} x where ${standing.leadId} = ${conversation.leadId} and ${standing.sourceMessageId} = ${message.id}))`,
};

/** The notes of a lead, including its messages. */
export function notesOfLead(source: PageSource, leadId: string, args: PageArguments): Promise<Page<NoteRow>> {
  const parent = { name: 'of-lead', match: `${note.leadId} = p.id`, id: leadId };
  return readPageOf(source, { list: leadNotes, projection }, parent, args);
}

/** The notes of a conversation. */
export function notesOfConversation(
  source: PageSource,
  conversationId: string,
  args: PageArguments,
): Promise<Page<NoteRow>> {
  const parent = { name: 'of-conversation', match: `${note.conversationId} = p.id`, id: conversationId };
  return readPageOf(source, { list, projection }, parent, args);
}
