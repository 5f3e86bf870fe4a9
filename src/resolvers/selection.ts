/** Look-ahead: fields of a connection's rows that an operation selects. */
import type { FieldNode, GraphQLResolveInfo, OperationDefinitionNode } from 'graphql';
import type { InboxDetail } from '../queries/inbox-page.js';
import { type Fragments, fieldsOf } from './fields-of.js';
import { toInboxColumns } from './inbox-columns.js';

/** Fields of a conversation whose rows only the full page includes, not the card. */
const fullOnly = new Set(['identity', 'lead', 'assignee']);

/** Documents are cached by the server, so the same nodes return; several operations can share one. */
const known = new WeakMap<OperationDefinitionNode, Map<FieldNode, InboxDetail>>();

/** Detail level of the conversations that a field with a ConversationConnection must read. */
export function toInboxDetail(info: GraphQLResolveInfo): InboxDetail {
  const [node] = info.fieldNodes;
  if (!node) return 'card';
  const details = known.get(info.operation) ?? new Map<FieldNode, InboxDetail>();
  known.set(info.operation, details);
  const found = details.get(node) ?? findDetail(info);
  details.set(node, found);
  return found;
}

function findDetail(info: GraphQLResolveInfo): InboxDetail {
  const columns = toInboxColumns(info);
  if (columns) return columns;
  return info.fieldNodes.some(field => asksForFull(field, info.fragments)) ? 'full' : 'card';
}

function asksForFull(connection: FieldNode, fragments: Fragments): boolean {
  for (const field of fieldsOf(connection.selectionSet, fragments)) {
    const rows = field.name.value === 'edges' ? [...fieldsOf(field.selectionSet, fragments)] : [field];
    for (const row of rows) {
      for (const { name } of fieldsOf(row.selectionSet, fragments)) if (fullOnly.has(name.value)) return true;
    }
  }
  return false;
}
