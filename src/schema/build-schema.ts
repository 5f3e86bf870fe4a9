/** The executable schema: every resolver, the scalars, the access table. */
import 'reflect-metadata';
import './booking-enums.js';
import './report-enums.js';
import './enums.js';
import { GraphQLSchema, isAbstractType } from 'graphql';
import { buildSchema, getMetadataStorage, type PubSub } from 'type-graphql';
import { defaultPageSize, maxPageSize } from '../domain/page-size.js';
import { DateTime } from '../domain/scalars.js';
import { enforceAccess } from '../resolvers/access.js';
import { ActivityResolver } from '../resolvers/activity.resolver.js';
import { AiAssistantResolver } from '../resolvers/ai-assistant.resolver.js';
import { AiCallResolver, AiCallsResolver } from '../resolvers/ai-call.resolver.js';
import { AiDraftResolver } from '../resolvers/ai-draft.resolver.js';
import { ApiTokenResolver } from '../resolvers/api-token.resolver.js';
import { AttachmentMutationsResolver } from '../resolvers/attachment-mutations.resolver.js';
import {
  AttributeDefinitionResolver,
  ContactAttributesResolver,
  LeadAttributesResolver,
} from '../resolvers/attribute.resolver.js';
import { auditMutations } from '../resolvers/audit-mutations.js';
import {
  BookingResolver,
  BookingRevisionResolver,
  LeadBookingsResolver,
  WebhookEventBookingResolver,
} from '../resolvers/booking.resolver.js';
import { BookingAccountResolver } from '../resolvers/booking-account.resolver.js';
import { BookingNotificationResolver } from '../resolvers/booking-notification.resolver.js';
import { CannedReplyResolver } from '../resolvers/canned-reply.resolver.js';
import { ChannelResolver, TenantChannelsResolver } from '../resolvers/channel.resolver.js';
import { ChannelAdministrationResolver } from '../resolvers/channel-administration.resolver.js';
import { ContactIdentityResolver, ContactResolver } from '../resolvers/contact.resolver.js';
import {
  ContactMergingResolver,
  MergedContactResolver,
  MergeSuggestionResolver,
  OwnAddressContactResolver,
} from '../resolvers/contact-identity.resolver.js';
import { ConversationResolver } from '../resolvers/conversation.resolver.js';
import { ConversationMutationsResolver } from '../resolvers/conversation-mutations.resolver.js';
import { JobResolver } from '../resolvers/job.resolver.js';
import {
  ContactLabelsResolver,
  ConversationLabelsResolver,
  LabelResolver,
} from '../resolvers/label.resolver.js';
import { LeadResolver } from '../resolvers/lead.resolver.js';
import { LeadStageResolver } from '../resolvers/lead-stage.resolver.js';
import { MessageResolver } from '../resolvers/message.resolver.js';
import { ContactCardPhoneResolver } from '../resolvers/message-content.resolver.js';
import {
  AttachmentResolver,
  MessageReactionResolver,
  MessageStatusChangeResolver,
} from '../resolvers/message-parts.resolver.js';
import { ChannelCountResolver, MessageStatsResolver } from '../resolvers/message-stats.resolver.js';
import { MessageTemplateResolver } from '../resolvers/message-template.resolver.js';
import { NodeResolver } from '../resolvers/node.resolver.js';
import { NoteResolver } from '../resolvers/note.resolver.js';
import { NotificationResolver } from '../resolvers/notification.resolver.js';
import { NotificationTemplateResolver } from '../resolvers/notification-template.resolver.js';
import { MessageSendingResolver, OutboxResolver } from '../resolvers/outbox.resolver.js';
import { OwnAccountResolver } from '../resolvers/own-account.resolver.js';
import { PresenceResolver } from '../resolvers/presence.resolver.js';
import { ProposalResolver } from '../resolvers/proposal.resolver.js';
import { ProviderAccountResolver } from '../resolvers/provider-account.resolver.js';
import { QuarantinedNumberResolver } from '../resolvers/quarantined-number.resolver.js';
import { requireReadableArguments } from '../resolvers/readable-arguments.js';
import { RefusedWebhookResolver } from '../resolvers/refused-webhook.resolver.js';
import { ReplayEntryResolver, ReplayResolver } from '../resolvers/replay.resolver.js';
import { ReplySuggestionResolver } from '../resolvers/reply-suggestion.resolver.js';
import { ReportResolver } from '../resolvers/report.resolver.js';
import { SalonResolver } from '../resolvers/salon.resolver.js';
import {
  ConversationScheduleResolver,
  ScheduledReplyResolver,
} from '../resolvers/scheduled-reply.resolver.js';
import { SearchResolver } from '../resolvers/search.resolver.js';
import { SendReplyResolver } from '../resolvers/send-reply.resolver.js';
import { SessionResolver } from '../resolvers/session.resolver.js';
import { SimulatorResolver } from '../resolvers/simulator.resolver.js';
import { SubscriptionResolver } from '../resolvers/subscription.resolver.js';
import { ConversationTeamResolver, TeamResolver, UserTeamsResolver } from '../resolvers/team.resolver.js';
import { TenantResolver } from '../resolvers/tenant.resolver.js';
import { TenantSettingsResolver } from '../resolvers/tenant-settings.resolver.js';
import { ContactTimelineResolver, ConversationTimelineResolver } from '../resolvers/timeline.resolver.js';
import { TopicResolver } from '../resolvers/topic.resolver.js';
import { UploadResolver } from '../resolvers/upload.resolver.js';
import { UserResolver } from '../resolvers/user.resolver.js';
import { UserAdministrationResolver } from '../resolvers/user-administration.resolver.js';
import { WebhookDeliveryResolver } from '../resolvers/webhook-delivery.resolver.js';
import { WebhookEndpointResolver } from '../resolvers/webhook-endpoint.resolver.js';
import { WebhookEventResolver } from '../resolvers/webhook-event.resolver.js';
import { WebhookUrlTestResolver } from '../resolvers/webhook-url-test.resolver.js';
import { toActorTypeName } from './actor.type.js';
import { errorEnums } from './error-enums.js';
import { toContentTypeName } from './message-content.types.js';
import { toTaggedTypeName } from './stream.types.js';

/** The library requires one as soon as there is a subscription; events are delivered from the event log instead. */
const noPubSub: PubSub = {
  publish: refusePubSub,
  subscribe: refusePubSub,
};

function refusePubSub(): never {
  throw new Error('Subscriptions read the event log; nothing is published in memory.');
}

/** Describes the cost that `graphql/limit-rules.ts` computes. */
const schemaDescription = `Cost of an operation: each field with a selection costs 1. The selection in the \`nodes\` or \`edges\` of a page is
multiplied by the number of rows: \`first\` or \`last\` as written in the document, ${defaultPageSize} without one, ${maxPageSize} for a variable. The
selection of \`nodes(ids:)\` is multiplied by the number of ids, ${maxPageSize} for a variable. An operation over the limit
(QUERY_MAX_COST, 5000 by default) is refused with QUERY_TOO_COMPLEX before it runs, and the error returns its cost as
\`actual\`. Depth, aliases, characters and tokens have separate limits.`;

const rootDescriptions = {
  Query: "Queries. Every field reads the data of the credential's company only.",
  Mutation:
    'Changes. A fault that the caller can fix is an error with a documented code; a later failure at the provider is data.',
  Subscription: 'Live events. Each field takes a stream cursor, catches up from it, and then continues live.',
} as const;

/** Builds the schema. @throws Error when the schema and the access table differ */
export async function createSchema(): Promise<GraphQLSchema> {
  // Rows are plain objects with the names of the fields: reading a property needs no resolver.
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers ??= true;
  const built = await buildSchema({
    resolvers: [
      AiAssistantResolver,
      AiCallResolver,
      AiCallsResolver,
      AiDraftResolver,
      ReplySuggestionResolver,
      ProposalResolver,
      NotificationResolver,
      ApiTokenResolver,
      ActivityResolver,
      AttachmentResolver,
      AttributeDefinitionResolver,
      BookingAccountResolver,
      BookingNotificationResolver,
      BookingResolver,
      BookingRevisionResolver,
      CannedReplyResolver,
      ChannelAdministrationResolver,
      ChannelCountResolver,
      ChannelResolver,
      ContactAttributesResolver,
      ContactCardPhoneResolver,
      ContactIdentityResolver,
      ContactMergingResolver,
      ContactTimelineResolver,
      ConversationTimelineResolver,
      ConversationScheduleResolver,
      ReportResolver,
      ScheduledReplyResolver,
      ContactResolver,
      ConversationMutationsResolver,
      ConversationResolver,
      JobResolver,
      LabelResolver,
      ContactLabelsResolver,
      ConversationLabelsResolver,
      TeamResolver,
      ConversationTeamResolver,
      UserTeamsResolver,
      LeadAttributesResolver,
      LeadBookingsResolver,
      LeadResolver,
      LeadStageResolver,
      MergedContactResolver,
      MergeSuggestionResolver,
      OwnAddressContactResolver,
      MessageReactionResolver,
      MessageResolver,
      MessageSendingResolver,
      MessageStatsResolver,
      MessageStatusChangeResolver,
      MessageTemplateResolver,
      NodeResolver,
      NoteResolver,
      NotificationTemplateResolver,
      OutboxResolver,
      OwnAccountResolver,
      PresenceResolver,
      ProviderAccountResolver,
      ReplayEntryResolver,
      ReplayResolver,
      SalonResolver,
      SearchResolver,
      SendReplyResolver,
      SessionResolver,
      SimulatorResolver,
      SubscriptionResolver,
      TenantChannelsResolver,
      TenantResolver,
      TenantSettingsResolver,
      TopicResolver,
      UploadResolver,
      UserAdministrationResolver,
      UserResolver,
      AttachmentMutationsResolver,
      WebhookDeliveryResolver,
      WebhookEndpointResolver,
      WebhookEventBookingResolver,
      QuarantinedNumberResolver,
      RefusedWebhookResolver,
      WebhookEventResolver,
      WebhookUrlTestResolver,
    ],
    scalarsMap: [{ type: Date, scalar: DateTime }],
    orphanedTypes: [],
    validate: false,
    // The check runs an introspection query only to find errors, a third of the build time; the first document
    // validates the schema again, and the tests of every build run the same query.
    skipCheck: true,
    pubSub: noPubSub,
  });
  const config = built.toConfig();
  const schema = new GraphQLSchema({
    ...config,
    description: schemaDescription,
    types: [...config.types, ...errorEnums],
  });
  for (const [name, description] of Object.entries(rootDescriptions)) {
    const type = schema.getType(name);
    if (type) type.description = description;
  }
  resolveTypesAtOnce(schema);
  requireReadableArguments(schema);
  auditMutations(schema);
  enforceAccess(schema, { strict: true });
  return schema;
}

/** Type resolver of each union and interface. */
const typeNames: Readonly<Record<string, (value: object) => string>> = {
  Actor: toActorTypeName,
  MessageContent: toContentTypeName,
  EventNode: toTaggedTypeName,
  Node: toTaggedTypeName,
  SearchResult: toTaggedTypeName,
  StreamItem: toTaggedTypeName,
  TimelineItem: toTaggedTypeName,
};

/** The library makes every `resolveType` asynchronous; compiled executions do not support that. */
function resolveTypesAtOnce(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isAbstractType(type)) continue;
    const toTypeName = typeNames[type.name];
    if (!toTypeName) throw new Error(`${type.name} has no function that tells its members apart.`);
    type.resolveType = toTypeName;
  }
}
