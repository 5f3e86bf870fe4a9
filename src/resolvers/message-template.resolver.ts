import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { MessageTemplate } from '../entities/message-template.entity.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';
import { messageTemplatesOf } from '../queries/message-templates.js';
import type { MessageTemplateRow } from '../queries/rows.js';
import { DeletePayload } from '../schema/delete.payload.js';
import {
  DeleteMessageTemplateInput,
  MessageTemplatePayload,
  MessageTemplatesPayload,
  SyncMessageTemplatesInput,
  UpsertMessageTemplateInput,
} from '../schema/message-template.types.js';
import type { ResolverContext } from './context.js';
import { getFound } from './found.js';

/** Approved templates: queries, and updates of the list. */
@Resolver(() => MessageTemplate)
export class MessageTemplateResolver {
  @Query(() => [MessageTemplate], {
    description:
      'Templates that the number can send, by name, at most 500; includes those that are not APPROVED. As last read from the provider, see `syncMessageTemplates`. NOT_FOUND for an unknown number.',
  })
  async messageTemplates(
    @Arg('channelId', () => ID, { description: 'The number.' }) channelId: string,
    @Ctx() { loaders, reader }: ResolverContext,
  ): Promise<readonly object[]> {
    await getFound('channel', channelId, loaders.channel.load(channelId));
    return messageTemplatesOf(reader, channelId.toLowerCase());
  }

  @FieldResolver(() => ProviderAccount, {
    description: 'Its provider account; every number of the account can send it.',
  })
  account(@Root() template: MessageTemplateRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.account.load(template.accountId);
  }

  @Mutation(() => MessageTemplatesPayload, {
    description:
      "Reads the templates of the number's account from its provider now; this also happens every few hours. CHANNEL_CANNOT where the provider does not list templates, PROVIDER_FAILED when it does not respond.",
  })
  async syncMessageTemplates(
    @Arg('input', () => SyncMessageTemplatesInput, { description: 'The number.' })
    input: SyncMessageTemplatesInput,
    @Ctx() { reader, useCases, viewer }: ResolverContext,
  ): Promise<MessageTemplatesPayload> {
    await useCases.templates.sync(requireViewer(viewer).tenantId, input.channelId);
    return { templates: await messageTemplatesOf(reader, input.channelId.toLowerCase()) };
  }

  @Mutation(() => MessageTemplatePayload, {
    description:
      'Registers an approved template of a provider that does not list its templates; changes the registered one with the same name and language. BAD_USER_INPUT where the provider lists its templates itself, CHANNEL_CANNOT where it has none.',
  })
  async upsertMessageTemplate(
    @Arg('input', () => UpsertMessageTemplateInput, { description: 'The template.' })
    input: UpsertMessageTemplateInput,
    @Ctx() { loaders, useCases, viewer }: ResolverContext,
  ): Promise<MessageTemplatePayload> {
    const id = await useCases.templates.upsert(requireViewer(viewer).tenantId, input);
    loaders.messageTemplate.clearAll();
    return { template: await getFound('template', id, loaders.messageTemplate.load(id)) };
  }

  @Mutation(() => DeletePayload, {
    description:
      'Removes a registered template; sent messages still show it. NOT_FOUND also for one that the provider lists: delete it there.',
  })
  async deleteMessageTemplate(
    @Arg('input', () => DeleteMessageTemplateInput, { description: 'The template.' })
    input: DeleteMessageTemplateInput,
    @Ctx() { useCases, viewer }: ResolverContext,
  ): Promise<DeletePayload> {
    await useCases.templates.remove(requireViewer(viewer).tenantId, input.id);
    return { deletedId: input.id.toLowerCase() };
  }
}
