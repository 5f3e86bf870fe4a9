import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { Message } from '../entities/message.entity.js';
import { Note } from '../entities/note.entity.js';
import type { NoteRow } from '../queries/rows.js';
import { Actor } from '../schema/actor.type.js';
import { AddNoteInput } from '../schema/add-note.input.js';
import { NotePayload } from '../schema/desk.payloads.js';
import { findAuthor } from './author.js';
import type { ResolverContext } from './context.js';
import { readContent } from './deleted-content.js';
import { getFound } from './found.js';

/** Notes: mutations and fields. */
@Resolver(() => Note)
export class NoteResolver {
  @Mutation(() => NotePayload, {
    description: 'Adds a note to a lead or to a conversation: exactly one of them.',
  })
  async addNote(
    @Arg('input', () => AddNoteInput, { description: 'The note.' }) input: AddNoteInput,
    @Ctx() context: ResolverContext,
  ): Promise<NotePayload> {
    const id = await context.useCases.desk.addNote(requireViewer(context.viewer), input);
    context.loaders.clearAll();
    return { note: await getFound('note', id, context.loaders.note.load(id)) };
  }

  @FieldResolver(() => String, {
    description:
      "The text: its own, or that of its `sourceMessage` (the message's kind in brackets when it has no text, or when it was deleted and its text is hidden from you).",
  })
  async body(@Root() note: NoteRow, @Ctx() context: ResolverContext): Promise<string> {
    if (note.ownBody !== null || note.sourceMessageId === null) return note.ownBody ?? '';
    const message = await context.loaders.message.load(note.sourceMessageId);
    if (message === null) return '';
    return (await readContent(message, context, () => message.text, null)) ?? `[${message.kind}]`;
  }

  @FieldResolver(() => Actor, { description: 'The author.' })
  async author(@Root() note: NoteRow, @Ctx() context: ResolverContext) {
    const { loaders } = context;
    // If the note references a message, the author is the message's.
    const message = await loaders.message.load(note.sourceMessageId);
    return findAuthor(message ?? note, context, async () => {
      const conversation = await loaders.conversation.load(note.conversationId);
      return (conversation ?? (await loaders.lead.load(note.leadId)))?.contactId ?? null;
    });
  }

  @FieldResolver(() => Lead, { nullable: true, description: 'The lead of the note.' })
  lead(@Root() note: NoteRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.lead.load(note.leadId);
  }

  @FieldResolver(() => Conversation, {
    nullable: true,
    description: 'The conversation of the note, or of its message.',
  })
  conversation(@Root() note: NoteRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.conversation.load(note.conversationId);
  }

  @FieldResolver(() => Message, {
    nullable: true,
    description: 'The message of the note; null for a note with its own text.',
  })
  sourceMessage(@Root() note: NoteRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.message.load(note.sourceMessageId);
  }
}
