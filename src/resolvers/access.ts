/**
 * Access table of the root fields, checked before any resolver runs. A field without a row, or a row without a field,
 * aborts the start, so that no field is ever public by omission.
 */
import { defaultFieldResolver, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import type { ViewerScope } from '../accounts/viewer.js';
import { ForbiddenError, UnauthenticatedError } from '../domain/errors.js';
import { Role } from '../domain/vocabulary.js';
import type { ResolverContext } from './context.js';

/** Roles that may use a field, or `public`: without signing in. */
export type Access = readonly Role[] | 'public';

const { OWNER, HEAD_OF_SALES, MANAGER, INTEGRATION, READ_ONLY } = Role;
/** Channels, provider accounts, settings, topics, stages, reprocessing, simulators. */
const administrators = [OWNER, HEAD_OF_SALES];
/** Erasing people, and deleting messages. */
const owners = [OWNER];
/** Daily work with conversations, leads and notes. */
const desk = [...administrators, MANAGER];
/** Operations that other systems may use as well. */
const senders = [...desk, INTEGRATION];
/** Reading the ledger. */
const ledger = [...administrators, INTEGRATION];
/** Read access to conversations, leads and notes. */
const everyone = [...senders, READ_ONLY];

/** Access table. */
export const access = {
  Query: {
    viewer: everyone,
    tenant: everyone,
    channel: everyone,
    channels: everyone,
    providerAccounts: ledger,
    lead: everyone,
    leads: everyone,
    contact: everyone,
    contacts: everyone,
    contactsWithOwnAddresses: administrators,
    explainIdentity: everyone,
    conversation: everyone,
    conversations: everyone,
    message: everyone,
    messages: everyone,
    events: everyone,
    messageStats: everyone,
    outbox: everyone,
    leadStages: everyone,
    topics: everyone,
    matchTopics: everyone,
    attributeDefinitions: everyone,
    jobs: administrators,
    booking: everyone,
    bookings: everyone,
    bookingNotifications: everyone,
    messageTemplates: everyone,
    notificationTemplates: everyone,
    notificationPreview: everyone,
    salons: everyone,
    webhookEvent: ledger,
    webhookEvents: ledger,
    webhookEventCounts: ledger,
    refusedWebhooks: ledger,
  },
  Mutation: {
    signIn: 'public',
    refreshSession: 'public',
    sendReply: senders,
    createUpload: senders,
    startConversation: senders,
    createLead: senders,
    registerBotBooking: senders,
    retryMessage: desk,
    refetchAttachment: desk,
    updateLead: desk,
    addNote: desk,
    setConversationStatus: desk,
    assignConversation: desk,
    markConversationRead: desk,
    setTopic: desk,
    mergeContacts: desk,
    updateContact: desk,
    unmergeContact: desk,
    separateAddress: desk,
    clearOptOut: desk,
    connectProvider: administrators,
    updateProviderAccount: administrators,
    rotateWebhookKey: administrators,
    createChannel: administrators,
    updateChannel: administrators,
    updateTenantSettings: administrators,
    upsertTopic: administrators,
    upsertLeadStage: administrators,
    reorderLeadStages: administrators,
    upsertAttribute: administrators,
    importContacts: administrators,
    createExport: administrators,
    cancelJob: administrators,
    eraseContact: owners,
    clearMessages: owners,
    replayWebhookEvents: administrators,
    resolveQuarantined: administrators,
    connectBookings: administrators,
    rotateBookingsKey: administrators,
    upsertSalon: administrators,
    upsertNotificationTemplate: administrators,
    upsertTemplateVariant: administrators,
    syncMessageTemplates: administrators,
    upsertMessageTemplate: administrators,
    deleteMessageTemplate: administrators,
    simulateBooking: administrators,
    simulateInbound: administrators,
    setSimulatorBehaviour: administrators,
  },
  Subscription: {
    messageAdded: everyone,
    messageUpdated: everyone,
    conversationUpdated: everyone,
    events: everyone,
  },
} as const satisfies Record<string, Record<string, Access>>;

/** Names of the root types. */
export type RootTypeName = keyof typeof access;

const rows = access as Readonly<Record<RootTypeName, Readonly<Record<string, Access>>>>;

/**
 * Checks that the scope may use the field.
 * @throws UnauthenticatedError without a scope, ForbiddenError when the role is not sufficient or the field unknown
 */
export function assertAccess(rootType: RootTypeName, field: string, scope: ViewerScope | null): void {
  const allowed = Object.hasOwn(rows[rootType], field) ? rows[rootType][field] : [];
  if (allowed === 'public') return;
  if (!scope) throw new UnauthenticatedError();
  if (!allowed?.includes(scope.role)) throw new ForbiddenError(`use "${field}"`, allowed ?? []);
}

/** True if the scope may use the field. */
export function mayUse(rootType: RootTypeName, field: string, scope: ViewerScope | null): boolean {
  const allowed = Object.hasOwn(rows[rootType], field) ? rows[rootType][field] : [];
  return allowed === 'public' || (scope !== null && (allowed?.includes(scope.role) ?? false));
}

/** Options of `enforceAccess`. */
export interface EnforceAccessOptions {
  /** True if a row without a field also aborts the start. */
  readonly strict: boolean;
}

/**
 * Wraps every root field's resolver and subscription with the check; changes the schema in place.
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
