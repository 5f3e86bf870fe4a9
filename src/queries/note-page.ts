/** Pages of notes, newest first; those of several leads or conversations come in one statement. */
import { tableOf } from '../database/columns.js';
import { Note } from '../entities/note.entity.js';
import type { Page, PageArguments } from './page.js';
import { listById, plainRows } from './projection.js';
import { type PageSource, readPageOf } from './read-page.js';
import type { NoteRow } from './rows.js';

const note = tableOf(Note).of('n');
const list = listById(Note, 'notes', 'notes', 'n', 'desc');
const projection = plainRows(Note, 'n');

/** The notes of a lead. */
export function notesOfLead(source: PageSource, leadId: string, args: PageArguments): Promise<Page<NoteRow>> {
  return readPageOf(source, { list, projection }, { name: 'of-lead', column: note.leadId, id: leadId }, args);
}

/** The notes of a conversation. */
export function notesOfConversation(
  source: PageSource,
  conversationId: string,
  args: PageArguments,
): Promise<Page<NoteRow>> {
  const parent = { name: 'of-conversation', column: note.conversationId, id: conversationId };
  return readPageOf(source, { list, projection }, parent, args);
}
