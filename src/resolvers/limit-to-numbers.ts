/**
 * Limits a schema to some numbers, for credentials that have a list of them. The check is made on every field of the
 * schema that returns rows of numbers, and on every id in the arguments of a mutation, so a new field cannot be
 * forgotten; lists of connections have the same condition in SQL, so that their pages are full and their counts right.
 *
 * Only credentials with a list use such a schema: for all others no field pays for the check.
 */
import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { ForbiddenError, NotFoundError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { isNumbered, readVisibility } from '../queries/visible-rows.js';
import type { ResolverContext } from './context.js';

/** Root fields over data of several numbers that cannot be separated; also `Mutation` fields that move data between them. */
const ofAllNumbers = new Set([
  'messageStats',
  'report',
  'webhookEventCounts',
  'quarantinedNumbers',
  'refusedWebhooks',
  'contactsWithOwnAddresses',
  'explainIdentity',
  'mergeContacts',
  'unmergeContact',
  'separateAddress',
]);

interface Row {
  readonly __typename?: unknown;
  readonly id?: unknown;
  readonly channelId?: unknown;
  readonly conversationId?: unknown;
  readonly leadId?: unknown;
  readonly sourceMessageId?: unknown;
}

/** Wraps the fields of the schema; changes it in place and returns it. */
export function limitToNumbers(schema: GraphQLSchema): GraphQLSchema {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    const isRoot = roots.includes(type);
    for (const field of Object.values(type.getFields())) {
      if (isRoot) guardRoot(field, type === schema.getMutationType());
      if (returnsRows(field)) guardResult(field);
    }
  }
  return schema;
}

/** Whether a credential with this list may use the field at all. */
function guardRoot(field: GraphQLField<unknown, ResolverContext>, isMutation: boolean): void {
  const { name, resolve = defaultFieldResolver } = field;
  field.resolve = async (source, args, context, info) => {
    if (ofAllNumbers.has(name))
      throw new ForbiddenError(`use "${name}" with a token that is limited to some numbers`, null, []);
    if (isMutation) await refuseHiddenIds(context, args);
    return resolve(source, args, context, info);
  };
}

async function refuseHiddenIds(context: ResolverContext, args: unknown): Promise<void> {
  const ids: string[] = [];
  collectIds(args, ids);
  const channelIds = context.scope?.channelIds ?? null;
  if (channelIds === null) return;
  for (const [id, isVisible] of await readVisibility(context.reader, ids, channelIds))
    if (!isVisible) throw new NotFoundError('object', id);
}

function collectIds(value: unknown, ids: string[]): void {
  if (typeof value === 'string' && isUuid(value)) ids.push(value.toLowerCase());
  else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) collectIds(inner, ids);
}

/** True for a field whose rows can belong to numbers: of such a type, of a union or an interface, or edges. */
function returnsRows({ type }: GraphQLField<unknown, ResolverContext>): boolean {
  const named = getNamedType(type);
  return isNumbered(named.name) || isAbstractType(named) || isEdge(named.name);
}

const isEdge = (typeName: string) => typeName.endsWith('Edge');

function guardResult(field: GraphQLField<unknown, ResolverContext>): void {
  const { resolve = defaultFieldResolver } = field;
  const named = getNamedType(field.type);
  const typeName = named.name;
  const toTypeName = (value: object): string =>
    isAbstractType(named) ? String(named.resolveType?.(value, null, null as never, named)) : typeName;
  const isNullable = !isNonNullType(field.type);
  const listType = getNullableType(field.type);
  const itemIsNullable = 'ofType' in listType && !isNonNullType(listType.ofType);
  const isSeen = (context: ResolverContext, value: unknown) =>
    mayBeSeen(context, typeof value === 'object' && value !== null ? toTypeName(value) : typeName, value);
  field.resolve = async (source, args, context, info) => {
    const value: unknown = await resolve(source, args, context, info);
    if (value == null) return value;
    if (Array.isArray(value)) {
      const items: unknown[] = await Promise.all(value);
      const seen = await Promise.all(items.map(item => isSeen(context, item)));
      return itemIsNullable
        ? items.map((item, i) => (seen[i] ? item : null))
        : items.filter((_, i) => seen[i]);
    }
    if (await isSeen(context, value)) return value;
    if (isNullable) return null;
    throw new NotFoundError(typeName.toLowerCase(), String((value as Row).id));
  };
}

/** Whether the credential may see this row of the type. */
export async function mayBeSeen(
  context: ResolverContext,
  typeName: string,
  value: unknown,
): Promise<boolean> {
  const channelIds = context.scope?.channelIds ?? null;
  if (channelIds === null || typeof value !== 'object' || value === null) return true;
  if (isEdge(typeName)) {
    const node = (value as { readonly node?: unknown }).node;
    return mayBeSeen(context, typeName.slice(0, -'Edge'.length), node);
  }
  const row = value as Row;
  const name = typeof row.__typename === 'string' ? row.__typename : typeName;
  if (!isNumbered(name)) return true;
  const { channelId, conversationId, leadId, sourceMessageId, id } = row;
  if (name === 'Conversation' || name === 'Message')
    if (typeof channelId === 'string') return channelIds.includes(channelId);
  // A message among the notes of a lead has no note of its own.
  const subjects =
    name === 'Note' ? [conversationId ?? leadId, sourceMessageId ?? conversationId ?? leadId] : [id];
  const seen = await Promise.all(
    subjects.map(subject => typeof subject === 'string' && isVisible(context, subject, channelIds)),
  );
  return seen.every(isSeen => isSeen);
}

async function isVisible(
  { loaders, reader }: ResolverContext,
  id: string,
  channelIds: readonly string[],
): Promise<boolean> {
  const loader = loaders.byParent<boolean>(`visible ${channelIds.join()}`, async ids => {
    const visible = await readVisibility(reader, ids, channelIds);
    return ids.map(wanted => visible.get(wanted) ?? false);
  });
  return loader.load(id);
}
