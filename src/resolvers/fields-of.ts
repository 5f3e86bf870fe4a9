import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql';

/** The fragments of a document, by name. */
export type Fragments = GraphQLResolveInfo['fragments'];

/** The fields of a selection, fragments included, with any directives: too many fields only widen the read. */
export function* fieldsOf(set: SelectionSetNode | undefined, fragments: Fragments): Generator<FieldNode> {
  for (const selection of set?.selections ?? []) {
    if (selection.kind === 'Field') yield selection;
    else if (selection.kind === 'InlineFragment') yield* fieldsOf(selection.selectionSet, fragments);
    else yield* fieldsOf(fragments[selection.name.value]?.selectionSet, fragments);
  }
}
