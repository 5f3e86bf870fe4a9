/** Payloads of the agents' mutations. */
import { Field, ObjectType } from 'type-graphql';
import { Contact } from '../entities/contact.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { Note } from '../entities/note.entity.js';

/** Payload of createLead and updateLead. */
@ObjectType({ description: 'The lead as it is now.' })
export class LeadPayload {
  @Field(() => Lead, { nullable: true, description: 'The lead as it is now.' })
  lead!: object | null;

  @Field({
    description:
      'Whether this call created the lead; false when the person already had an open one, and for updateLead.',
  })
  created!: boolean;
}

/** Payload of the mutations on a conversation. */
@ObjectType({ description: 'The conversation as it is now.' })
export class ConversationPayload {
  @Field(() => Conversation, { nullable: true, description: 'The conversation as it is now.' })
  conversation!: object | null;
}

/** Payload of the mutations on a contact. */
@ObjectType({ description: 'The contact as it is now.' })
export class ContactPayload {
  @Field(() => Contact, { nullable: true, description: 'The contact as it is now.' })
  contact!: object | null;
}

/** Payload of addNote. */
@ObjectType({ description: 'The note that was added.' })
export class NotePayload {
  @Field(() => Note, { nullable: true, description: 'The note that was added.' })
  note!: object | null;
}
