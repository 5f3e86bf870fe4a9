/**
 * Columns that a list of conversations must read, derived from the operation's selection.
 *
 * Only for operations with no other selection: the rows are shared with the loaders of the whole request, where another
 * field would miss columns. And only for fields that return a property unchanged; the columns that a resolver reads
 * cannot be derived.
 */
import type { FieldNode, GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import { isObjectType } from 'graphql';
import { type InboxColumns, type InboxRelation, inboxRelations } from '../queries/inbox-columns.js';
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
  if (rows === null) return null;
  const conversation = new Set<string>();
  const related = new Map<InboxRelation, Set<string>>();
  for (const field of rows) {
    const name = field.name.value;
    if (isRelation(name)) {
      conversation.add(inboxRelations[name].key);
      const columns = related.get(name) ?? new Set();
      related.set(name, columns);
      if (!addPlain(columns, fieldsOf(field.selectionSet, info.fragments), inboxRelations[name].type, info))
        return null;
    } else if (!addPlain(conversation, [field], 'Conversation', info)) return null;
  }
  return { conversation, related };
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

/** Fields whose resolver reads these columns and no others. */
const derived: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  // What is selected of labels and teams is read by loaders of their own, whole, and leads to no conversation.
  Conversation: {
    labels: ['labelIds'],
    team: ['teamId'],
    handoffCause: ['handoff', 'handoffReason'],
    handoffReason: ['handoff', 'handoffReason'],
  },
  Contact: { labels: ['labelIds'] },
  Message: { text: ['text', 'deletedAt'] },
};

/** Adds the properties of the fields; false when one of them has a resolver that may read any column. */
function addPlain(columns: Set<string>, fields: Iterable<FieldNode>, typeName: string, info: Info): boolean {
  const type = info.schema.getType(typeName);
  if (!isObjectType(type)) return false;
  for (const { name } of fields) {
    if (name.value === '__typename') continue;
    const looksAt = derived[typeName]?.[name.value];
    if (looksAt === undefined && !isPlain(type, name.value)) return false;
    for (const column of looksAt ?? [name.value]) columns.add(column);
  }
  return true;
}

function isPlain(type: GraphQLObjectType, name: string): boolean {
  const field = type.getFields()[name];
  return field !== undefined && field.resolve === undefined;
}

function isRelation(name: string): name is InboxRelation {
  return Object.hasOwn(inboxRelations, name);
}
