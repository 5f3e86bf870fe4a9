import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { Contact } from '../entities/contact.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Label } from '../entities/label.entity.js';
import { labels } from '../queries/catalog.js';
import type { ContactRow, ConversationRow, LabelRow } from '../queries/rows.js';
import { LabelPayload, UpsertLabelInput } from '../schema/label.types.js';
import type { ResolverContext } from './context.js';
import { getFound } from './found.js';
import { loadNamed } from './load-named.js';

/** Labels of conversations and contacts. */
@Resolver(() => Label)
export class LabelResolver {
  @Query(() => [Label], {
    description: 'Labels of conversations and contacts, by name; at most 500, and 1,000 with archived ones.',
  })
  labels(
    @Arg('includeArchived', () => Boolean, {
      defaultValue: false,
      description: 'True to include archived labels.',
    })
    includeArchived: boolean,
    @Ctx() { reader }: ResolverContext,
  ): Promise<object[]> {
    return labels(reader, includeArchived);
  }

  @Mutation(() => LabelPayload, {
    description:
      'Creates or changes a label. CONFLICT for a name in use, LIMIT_REACHED for more than 500 labels. Reported by TENANT_UPDATED.',
  })
  async upsertLabel(
    @Arg('input', () => UpsertLabelInput, { description: 'The label.' }) input: UpsertLabelInput,
    @Ctx() { useCases, viewer, loaders }: ResolverContext,
  ): Promise<LabelPayload> {
    const id = await useCases.desk.upsertLabel(requireViewer(viewer), input);
    loaders.clearAll();
    return { label: await getFound('label', id, loaders.label.load(id)) };
  }

  @FieldResolver(() => Boolean, {
    description: 'True if it can no longer be added; it stays where it is set.',
  })
  isArchived(@Root() { archivedAt }: LabelRow): boolean {
    return archivedAt !== null;
  }
}

/** Labels of a conversation. */
@Resolver(() => Conversation)
export class ConversationLabelsResolver {
  @FieldResolver(() => [Label], { description: 'Its labels by name, archived ones included; at most 50.' })
  labels(@Root() { labelIds }: ConversationRow, @Ctx() { loaders }: ResolverContext) {
    return loadNamed(loaders.label, labelIds);
  }
}

/** Labels of a contact. */
@Resolver(() => Contact)
export class ContactLabelsResolver {
  @FieldResolver(() => [Label], { description: 'Labels of the contact by name, archived ones included.' })
  labels(@Root() { labelIds }: ContactRow, @Ctx() { loaders }: ResolverContext) {
    return loadNamed(loaders.label, labelIds);
  }
}
