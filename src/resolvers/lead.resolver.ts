import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Info,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { LeadOrder } from '../domain/list-order.js';
import { Channel } from '../entities/channel.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { LeadStage } from '../entities/lead-stage.entity.js';
import { Topic } from '../entities/topic.entity.js';
import { User } from '../entities/user.entity.js';
import { inboxPageOf, ofLead } from '../queries/inbox-page.js';
import { leadPage } from '../queries/lead-page.js';
import { notesOfLead } from '../queries/note-page.js';
import type { LeadRow } from '../queries/rows.js';
import { ConversationConnection, LeadConnection, NoteConnection } from '../schema/connections.js';
import { LeadPayload } from '../schema/desk.payloads.js';
import { CreateLeadInput, UpdateLeadInput } from '../schema/lead.inputs.js';
import { LeadFilter } from '../schema/lead-filter.input.js';
import { Referral } from '../schema/message-content.types.js';
import { Money } from '../schema/money.type.js';
import { ForwardPageArgs } from '../schema/page.args.js';
import type { ResolverContext } from './context.js';
import { getFound } from './found.js';
import { toPageSource } from './page-source.js';
import { toInboxDetail } from './selection.js';

@ArgsType()
class LeadsArgs extends ForwardPageArgs {
  @Field(() => LeadFilter, { nullable: true, description: 'Filter; default: all leads.' })
  filter?: LeadFilter | null;

  @Field(() => LeadOrder, { defaultValue: LeadOrder.NEWEST_FIRST, description: 'Order of the list.' })
  orderBy!: LeadOrder;
}

/** Leads: lookups, mutations and fields. */
@Resolver(() => Lead)
export class LeadResolver {
  @Query(() => Lead, {
    nullable: true,
    description: 'One lead. NOT_FOUND for an unknown id.',
  })
  lead(
    @Arg('id', () => ID, { description: 'Id of the lead.' }) id: string,
    @Ctx() { loaders }: ResolverContext,
  ): Promise<object> {
    return getFound('lead', id, loaders.lead.load(id));
  }

  @Query(() => LeadConnection, { description: 'Leads.' })
  leads(@Args(() => LeadsArgs) args: LeadsArgs, @Ctx() context: ResolverContext): Promise<object> {
    return leadPage(toPageSource(context), args.filter ?? {}, args.orderBy, args);
  }

  @Mutation(() => LeadPayload, {
    description:
      'Creates a lead manually. The contact is found by phone, or created; when it has an open lead already, this lead is returned (`created` is false) and gets the note.',
  })
  async createLead(
    @Arg('input', () => CreateLeadInput, { description: 'The lead to create.' }) input: CreateLeadInput,
    @Ctx() context: ResolverContext,
  ): Promise<LeadPayload> {
    const { leadId, isNew } = await context.useCases.desk.createLead(requireViewer(context.viewer), input);
    context.loaders.clearAll();
    return { lead: await getFound('lead', leadId, context.loaders.lead.load(leadId)), created: isNew };
  }

  @Mutation(() => LeadPayload, {
    description: 'Changes a lead: absent fields stay unchanged, null clears a field.',
  })
  async updateLead(
    @Arg('input', () => UpdateLeadInput, { description: 'The changes.' }) input: UpdateLeadInput,
    @Ctx() context: ResolverContext,
  ): Promise<LeadPayload> {
    await context.useCases.desk.updateLead(requireViewer(context.viewer), input);
    context.loaders.clearAll();
    return { lead: await getFound('lead', input.id, context.loaders.lead.load(input.id)), created: false };
  }

  @FieldResolver(() => Lead, {
    nullable: true,
    description:
      'The lead that this one was merged into when two contacts were merged; null otherwise. Lists omit merged leads.',
  })
  mergedInto(@Root() lead: LeadRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.lead.load(lead.mergedIntoId);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description: 'What it is worth, with a currency; null while not known.',
  })
  value(@Root() lead: LeadRow): object | null {
    return lead.value;
  }

  @FieldResolver(() => Referral, {
    nullable: true,
    description:
      'The first reported advertisement or link that led the contact to write; for the provider see `source`.',
  })
  referral(@Root() lead: LeadRow): object | null {
    return lead.referral;
  }

  @FieldResolver(() => Contact, { description: 'The contact.' })
  contact(@Root() lead: LeadRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.contact.load(lead.contactId);
  }

  @FieldResolver(() => Channel, {
    description: "The number of the contact's first message, or the number that the lead was created for.",
  })
  channel(@Root() lead: LeadRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.channel.load(lead.channelId);
  }

  @FieldResolver(() => LeadStage, { description: 'Its stage in the pipeline.' })
  stage(@Root() lead: LeadRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.stage.load(lead.stageId);
  }

  @FieldResolver(() => Topic, {
    nullable: true,
    description: 'The topic; null while not set.',
  })
  topic(@Root() lead: LeadRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.topic.load(lead.topicId);
  }

  @FieldResolver(() => User, { nullable: true, description: 'The owner.' })
  owner(@Root() lead: LeadRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.user.load(lead.ownerId);
  }

  @FieldResolver(() => NoteConnection, {
    description:
      "Its notes and every message of its conversations, newest first. A note with `sourceMessage` represents a message: its text is the message's. A new message is reported by MESSAGE_ADDED, not by NOTE_ADDED.",
  })
  notes(
    @Root() lead: LeadRow,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return notesOfLead(toPageSource(context), lead.id, args);
  }

  @FieldResolver(() => ConversationConnection, {
    description: 'Its conversations on all numbers, the latest activity first.',
  })
  conversations(
    @Root() lead: LeadRow,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() context: ResolverContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return inboxPageOf(toPageSource(context), { ...ofLead, id: lead.id }, {}, args, toInboxDetail(info));
  }
}
