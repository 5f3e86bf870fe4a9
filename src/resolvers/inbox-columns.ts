/**
 * Columns that a list of conversations must read, derived from the operation's selection.
 *
 * Only for operations with no other selection: the rows are shared with the loaders of the whole request, where another
 * field would miss columns. And only for fields that return a property unchanged, or whose resolver is listed here with
 * the columns that it reads.
 */
import type { FieldNode, GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import { getNamedType, isLeafType, isObjectType } from 'graphql';
import { type InboxColumns, type InboxType, inboxRelations } from '../queries/inbox-columns.js';
import { fieldsOf } from './fields-of.js';

type Info = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'operation' | 'schema'>;

/** Fields of a connection that read only the order columns of the rows. */
const ofConnection = new Set(['__typename', 'pageInfo', 'syncCursor', 'totalCount']);

/** The columns; null when whole rows must be read. */
export function toInboxColumns(info: Info): InboxColumns | null {
  const [node] = info.fieldNodes;
  const roots = [...fieldsOf(info.operation.selectionSet, info.fragments)];
  if (info.fieldNodes.length !== 1 || roots.length !== 1 || roots[0] !== node) return null;
  const rows = findRows(node, info);
  const type = info.schema.getType('Conversation');
  if (rows === null || !isObjectType(type)) return null;
  const found: Found = { columns: new Map(), paths: new Set() };
  return addFields(found, rows, type, '', info) ? found : null;
}

interface Found {
  readonly columns: Map<'Conversation' | InboxType, Set<string>>;
  readonly paths: Set<string>;
}

/** The selected fields of each conversation. */
function findRows(connection: FieldNode | undefined, { fragments }: Info): FieldNode[] | null {
  const rows: FieldNode[] = [];
  for (const field of fieldsOf(connection?.selectionSet, fragments)) {
    const name = field.name.value;
    if (name === 'nodes') rows.push(...fieldsOf(field.selectionSet, fragments));
    else if (name === 'edges') {
      for (const part of fieldsOf(field.selectionSet, fragments))
        if (part.name.value === 'node') rows.push(...fieldsOf(part.selectionSet, fragments));
    } else if (!ofConnection.has(name)) return null;
  }
  return rows;
}

/** What the resolver of a field reads: columns of its row, and of a relation that must be joined too. */
interface Derived {
  readonly columns: readonly string[];
  readonly joins?: { readonly field: string; readonly columns: readonly string[] };
}

const derived: Readonly<Record<string, Readonly<Record<string, Derived>>>> = {
  Conversation: {
    labels: { columns: ['labelIds'] },
    team: { columns: ['teamId'] },
    handoffCause: { columns: ['handoff', 'handoffReason'] },
    handoffReason: { columns: ['handoff', 'handoffReason'] },
    handoffGuard: { columns: ['handoff', 'handoffReason'] },
    viewerState: { columns: [] },
    replyWindow: {
      columns: ['channelId', 'address', 'lastInboundAt'],
      joins: { field: 'channel', columns: ['kind'] },
    },
  },
  Contact: { labels: { columns: ['labelIds'] } },
  Message: {
    text: { columns: ['text', 'deletedAt'] },
    attachments: { columns: ['hasAttachments', 'deletedAt'] },
  },
  LeadStage: { isArchived: { columns: ['archivedAt'] } },
  Topic: { isArchived: { columns: ['archivedAt'] } },
  User: { isActive: { columns: ['disabledAt'] } },
};

/** Adds what fields of a type read; false when one of them may read any column. */
function addFields(
  found: Found,
  fields: Iterable<FieldNode>,
  type: GraphQLObjectType,
  path: string,
  info: Info,
): boolean {
  const columns = columnsOf(found, type.name);
  for (const field of fields) {
    const name = field.name.value;
    if (name === '__typename') continue;
    const looksAt = derived[type.name]?.[name];
    if (isRelation(type.name, name)) {
      const target = join(found, type.name, path, name);
      const targetType = info.schema.getType(target.type);
      const selected = fieldsOf(field.selectionSet, info.fragments);
      if (!isObjectType(targetType) || !addFields(found, selected, targetType, target.path, info))
        return false;
    } else if (looksAt) {
      if (!isApart(field, type, info)) return false;
      for (const column of looksAt.columns) columns.add(column);
      if (looksAt.joins) {
        const target = join(found, type.name, path, looksAt.joins.field);
        for (const column of looksAt.joins.columns) columnsOf(found, target.type).add(column);
      }
    } else if (isPlain(type, name)) columns.add(name);
    else return false;
  }
  return true;
}

function join(found: Found, typeName: string, path: string, field: string) {
  const relation = inboxRelations[typeName]?.[field];
  if (!relation) throw new Error(`${typeName}.${field} is no relation of the inbox.`);
  columnsOf(found, typeName).add(relation.key);
  columnsOf(found, relation.type);
  const target = path === '' ? field : `${path}.${field}`;
  found.paths.add(target);
  return { path: target, type: relation.type };
}

function columnsOf({ columns }: Found, typeName: string): Set<string> {
  const name = typeName as InboxType;
  const known = columns.get(name) ?? new Set<string>();
  columns.set(name, known);
  return known;
}

const joinedTypes = new Set([
  'Conversation',
  ...Object.values(inboxRelations).flatMap(fields => Object.values(fields).map(({ type }) => type)),
]);

/** True if what is selected of a field leads to no row of the types whose loaders have only some columns. */
function isApart(field: FieldNode, type: GraphQLObjectType, info: Info): boolean {
  const of = type.getFields()[field.name.value];
  if (!of) return field.name.value === '__typename';
  const named = getNamedType(of.type);
  if (isLeafType(named)) return true;
  if (!isObjectType(named) || joinedTypes.has(named.name)) return false;
  return [...fieldsOf(field.selectionSet, info.fragments)].every(below => isApart(below, named, info));
}

function isPlain(type: GraphQLObjectType, name: string): boolean {
  const field = type.getFields()[name];
  return field !== undefined && field.resolve === undefined;
}

function isRelation(typeName: string, name: string): boolean {
  return Object.hasOwn(inboxRelations, typeName) && Object.hasOwn(inboxRelations[typeName] ?? {}, name);
}
