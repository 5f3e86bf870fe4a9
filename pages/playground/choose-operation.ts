/** Which operation of a document is run. */
import { type DocumentNode, Kind, type OperationDefinitionNode } from 'graphql';

/** The one at the offset, else the one before it, else the first; null for a document without operations. */
export function chooseOperation(document: DocumentNode, offset = 0): OperationDefinitionNode | null {
  const operations = document.definitions.filter(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  return operations.findLast(({ loc }) => (loc?.start ?? 0) <= offset) ?? operations[0] ?? null;
}
