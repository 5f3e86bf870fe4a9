/**
 * Access table of the root fields: the permission that each needs, checked before any resolver runs. A field without a
 * row, or a row without a field, aborts the start, so that no field is ever public by omission. The descriptions of the
 * fields, and the directives in the emitted schema, are made from this table.
 */
import { defaultFieldResolver, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import type { ViewerScope } from '../accounts/viewer.js';
import { ForbiddenError, SecondFactorRequiredError, UnauthenticatedError } from '../domain/errors.js';
import { Permission, rolesWith } from '../domain/permission.js';
import type { ResolverContext } from './context.js';

/** Permission that a field needs, or `public`: without signing in. */
export type Access = Permission | 'public';

const { READ, SEND, WORK, READ_LEDGER, READ_AUDIT } = Permission;
const { MANAGE_CHANNELS, MANAGE_DESK, MANAGE_INTEGRATIONS, MANAGE_USERS } = Permission;
const { IMPORT_EXPORT, ERASE } = Permission;

/** Access table. */
export const access = {
  Query: {
    viewer: READ,
    rateLimit: READ,
    apiTokens: MANAGE_INTEGRATIONS,
    node: READ,
    nodes: READ,
    tenant: READ,
    channel: READ,
    channels: READ,
    providerAccounts: READ_LEDGER,
    credentialFields: MANAGE_CHANNELS,
    simulatedPhone: MANAGE_CHANNELS,
    bookingAccounts: READ_LEDGER,
    lead: READ,
    leads: READ,
    contact: READ,
    contacts: READ,
    contactsWithOwnAddresses: MANAGE_CHANNELS,
    explainIdentity: READ,
    conversation: READ,
    conversations: READ,
    message: READ,
    messages: READ,
    events: READ,
    messageStats: READ,
    report: READ,
    outbox: READ,
    leadStages: READ,
    topics: READ,
    labels: READ,
    teams: READ,
    cannedReplies: READ,
    matchTopics: READ,
    attributeDefinitions: READ,
    aiAssistants: READ,
    notifications: READ,
    jobs: IMPORT_EXPORT,
    booking: READ,
    bookings: READ,
    bookingNotifications: READ,
    messageTemplates: READ,
    notificationTemplates: READ,
    notificationPreview: READ,
    salons: READ,
    webhookEvent: READ_LEDGER,
    webhookEvents: READ_LEDGER,
    webhookEventCounts: READ_LEDGER,
    quarantinedNumbers: READ_LEDGER,
    refusedWebhooks: READ_LEDGER,
    users: READ,
    sessions: READ,
    webhookEndpoints: MANAGE_INTEGRATIONS,
    webhookDeliveries: MANAGE_INTEGRATIONS,
    activities: READ_AUDIT,
    presence: READ,
    search: READ,
  },
  Mutation: {
    signIn: 'public',
    refreshSession: 'public',
    setPassword: 'public',
    changePassword: READ,
    signOut: READ,
    revokeSessions: READ,
    enrolTotp: READ,
    confirmTotp: READ,
    disableTotp: READ,
    createUser: MANAGE_USERS,
    updateUser: MANAGE_USERS,
    createPasswordLink: MANAGE_USERS,
    sendReply: SEND,
    createUpload: SEND,
    startConversation: SEND,
    scheduleReply: SEND,
    setPresence: SEND,
    cancelScheduledReply: SEND,
    createLead: SEND,
    registerBotBooking: SEND,
    retryMessage: WORK,
    cancelQueuedMessage: WORK,
    confirmUnknownMessage: SEND,
    refetchAttachment: WORK,
    updateLead: WORK,
    addNote: WORK,
    setConversationStatus: WORK,
    assignConversation: WORK,
    markConversationRead: WORK,
    markConversationUnread: WORK,
    setTopic: WORK,
    setHandoff: WORK,
    requestHandoff: SEND,
    suggestReply: SEND,
    requestSuggestion: WORK,
    dismissSuggestion: WORK,
    markNotificationsRead: READ,
    updateConversation: WORK,
    updateConversations: WORK,
    setAvailability: WORK,
    upsertCannedReply: WORK,
    mergeContacts: WORK,
    updateContact: WORK,
    unmergeContact: WORK,
    separateAddress: WORK,
    clearOptOut: WORK,
    createApiToken: MANAGE_INTEGRATIONS,
    rotateApiToken: MANAGE_INTEGRATIONS,
    revokeApiToken: MANAGE_INTEGRATIONS,
    connectProvider: MANAGE_CHANNELS,
    updateProviderAccount: MANAGE_CHANNELS,
    rotateWebhookKey: MANAGE_CHANNELS,
    testWebhookUrl: MANAGE_CHANNELS,
    disconnectProvider: MANAGE_CHANNELS,
    createChannel: MANAGE_CHANNELS,
    updateChannel: MANAGE_CHANNELS,
    deleteChannel: MANAGE_CHANNELS,
    updateTenantSettings: MANAGE_DESK,
    upsertTopic: MANAGE_DESK,
    upsertLabel: MANAGE_DESK,
    upsertTeam: MANAGE_DESK,
    upsertLeadStage: MANAGE_DESK,
    reorderLeadStages: MANAGE_DESK,
    upsertAttribute: MANAGE_DESK,
    upsertAiAssistant: MANAGE_DESK,
    testAiAssistant: MANAGE_DESK,
    importContacts: IMPORT_EXPORT,
    createExport: IMPORT_EXPORT,
    cancelJob: IMPORT_EXPORT,
    eraseContact: ERASE,
    clearMessages: ERASE,
    replayWebhookEvents: MANAGE_CHANNELS,
    resolveQuarantined: MANAGE_CHANNELS,
    createWebhookEndpoint: MANAGE_INTEGRATIONS,
    updateWebhookEndpoint: MANAGE_INTEGRATIONS,
    deleteWebhookEndpoint: MANAGE_INTEGRATIONS,
    rotateWebhookSecret: MANAGE_INTEGRATIONS,
    testWebhookEndpoint: MANAGE_INTEGRATIONS,
    redeliverWebhooks: MANAGE_INTEGRATIONS,
    connectBookings: MANAGE_CHANNELS,
    rotateBookingsKey: MANAGE_CHANNELS,
    updateBookingAccount: MANAGE_CHANNELS,
    disconnectBookings: MANAGE_CHANNELS,
    upsertSalon: MANAGE_CHANNELS,
    upsertNotificationTemplate: MANAGE_CHANNELS,
    upsertTemplateVariant: MANAGE_CHANNELS,
    syncMessageTemplates: MANAGE_CHANNELS,
    upsertMessageTemplate: MANAGE_CHANNELS,
    deleteMessageTemplate: MANAGE_CHANNELS,
    simulateBooking: MANAGE_CHANNELS,
    simulateInbound: MANAGE_CHANNELS,
    simulateReceipt: MANAGE_CHANNELS,
    setSimulatorBehaviour: MANAGE_CHANNELS,
  },
  Subscription: {
    messageAdded: READ,
    messageUpdated: READ,
    conversationUpdated: READ,
    events: READ,
    viewerEvents: READ,
    presenceChanged: READ,
    aiDraftChanged: READ,
  },
} as const satisfies Record<string, Record<string, Access>>;

/** Fields for a user who must enrol a second factor first. */
const enrolmentFields: ReadonlySet<string> = new Set(['enrolTotp', 'confirmTotp', 'signOut']);

/** Names of the root types. */
export type RootTypeName = keyof typeof access;

const rows = access as Readonly<Record<RootTypeName, Readonly<Record<string, Access>>>>;

/** The row of a root field; null without one. */
export function accessOf(rootType: RootTypeName, field: string): Access | null {
  return (Object.hasOwn(rows[rootType], field) && rows[rootType][field]) || null;
}

/**
 * Checks that the scope may use the field.
 * @throws UnauthenticatedError without a scope, ForbiddenError without the permission or for an unknown field,
 * SecondFactorRequiredError for a user who must enrol one first
 */
export function assertAccess(rootType: RootTypeName, field: string, scope: ViewerScope | null): void {
  const needed = accessOf(rootType, field);
  if (needed === 'public') return;
  if (!scope) throw new UnauthenticatedError();
  if (scope.mustEnrol && !enrolmentFields.has(field)) throw new SecondFactorRequiredError('NOT_ENROLLED');
  if (needed === null || !scope.permissions.includes(needed))
    throw new ForbiddenError(`use "${field}"`, needed, needed === null ? [] : rolesWith(needed));
}

/** True if the scope may use the field. */
export function mayUse(rootType: RootTypeName, field: string, scope: ViewerScope | null): boolean {
  const needed = accessOf(rootType, field);
  return needed === 'public' || (needed !== null && (scope?.permissions.includes(needed) ?? false));
}

/** Options of `enforceAccess`. */
export interface EnforceAccessOptions {
  /** True if a row without a field also aborts the start. */
  readonly strict: boolean;
}

/**
 * Wraps every root field's resolver and subscription with the check, and ends its description with the permission that
 * it needs; changes the schema in place.
 * @throws Error that names every field without a row, and, when strict, every row without a field
 */
export function enforceAccess(schema: GraphQLSchema, { strict }: EnforceAccessOptions): void {
  const faults: string[] = [];
  const rootTypes: readonly [RootTypeName, GraphQLObjectType | null | undefined][] = [
    ['Query', schema.getQueryType()],
    ['Mutation', schema.getMutationType()],
    ['Subscription', schema.getSubscriptionType()],
  ];
  for (const [name, type] of rootTypes) {
    const fields = type?.getFields() ?? {};
    for (const field of Object.values(fields)) {
      if (!Object.hasOwn(rows[name], field.name))
        faults.push(`${name}.${field.name} has no row in the access table`);
      field.description = describeAccess(field.description, accessOf(name, field.name));
      const { resolve = defaultFieldResolver, subscribe } = field;
      field.resolve = (source, args, context: ResolverContext, info) => {
        assertAccess(name, field.name, context.scope);
        return resolve(source, args, context, info);
      };
      if (!subscribe) continue;
      field.subscribe = (source, args, context: ResolverContext, info) => {
        assertAccess(name, field.name, context.scope);
        return subscribe(source, args, context, info);
      };
    }
    const missing = Object.keys(rows[name]).filter(field => !fields[field]);
    if (strict)
      faults.push(...missing.map(field => `${name}.${field} is in the access table but not in the schema`));
  }
  if (faults.length > 0) throw new Error(`The schema and its access table differ:\n  ${faults.join('\n  ')}`);
}

/** The description with its last sentence, such as "Needs SEND." */
function describeAccess(description: string | null | undefined, access: Access | null): string {
  const needed = access === 'public' ? 'Needs no credential.' : `Needs ${access}.`;
  return description ? `${description.trimEnd()} ${needed}` : needed;
}
