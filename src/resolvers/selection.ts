/** Looking ahead: which fields of a connection's rows an operation asks for. */
import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql';
import type { InboxDetail } from '../queries/inbox-page.js';

/** Fields of a conversation whose rows the full page brings along, and the card does not. */
const fullOnly = new Set(['identity', 'lead', 'assignee']);

type Fragments = GraphQLResolveInfo['fragments'];

/** Documents are cached by the server, so the same nodes come again and again. */
const known = new WeakMap<FieldNode, InboxDetail>();

/** How much of each conversation a field that answers a ConversationConnection has to read. */
export function toInboxDetail(info: GraphQLResolveInfo): InboxDetail {
  const [node] = info.fieldNodes;
  if (!node) return 'card';
  const found =
    known.get(node) ?? (info.fieldNodes.some(field => asksForFull(field, info.fragments)) ? 'full' : 'card');
  known.set(node, found);
  return found;
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

/** The fields of a selection, fragments included whatever their directives say: too many is only a wider read. */
function* fieldsOf(set: SelectionSetNode | undefined, fragments: Fragments): Generator<FieldNode> {
  for (const selection of set?.selections ?? []) {
    if (selection.kind === 'Field') yield selection;
    else if (selection.kind === 'InlineFragment') yield* fieldsOf(selection.selectionSet, fragments);
    else yield* fieldsOf(fragments[selection.name.value]?.selectionSet, fragments);
  }
}
