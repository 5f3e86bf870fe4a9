import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql';

/** The fragments of a document, by name. */
export type Fragments = GraphQLResolveInfo['fragments'];

/** The fields of a selection, fragments included whatever their directives say: too many is only a wider read. */
export function* fieldsOf(set: SelectionSetNode | undefined, fragments: Fragments): Generator<FieldNode> {
  for (const selection of set?.selections ?? []) {
    if (selection.kind === 'Field') yield selection;
    else if (selection.kind === 'InlineFragment') yield* fieldsOf(selection.selectionSet, fragments);
    else yield* fieldsOf(fragments[selection.name.value]?.selectionSet, fragments);
  }
}
