/**
 * Fields whose value depends on the asking user. Executions of subscriptions are shared, so such a field is refused
 * there by name: null would overwrite the value in a normalised cache.
 */
import {
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  separateOperations,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { BadUserInputError } from '../domain/errors.js';

const personalFields: ReadonlySet<string> = new Set(['Conversation.viewerState']);

/** Documents are cached by the server, so the same nodes return. */
const checked = new WeakSet<OperationDefinitionNode>();

/** @throws BadUserInputError when the operation selects a field of one user */
export function refusePersonalFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): void {
  if (checked.has(operation)) return;
  const own = separateOperations(document)[operation.name?.value ?? ''] ?? document;
  const info = new TypeInfo(schema);
  visit(
    own,
    visitWithTypeInfo(info, {
      Field: ({ name }) => {
        const path = `${info.getParentType()?.name}.${name.value}`;
        if (personalFields.has(path))
          throw new BadUserInputError(
            'query',
            `selects ${path}, which is different for each user; only "viewerEvents" and queries have it`,
          );
      },
    }),
  );
  checked.add(operation);
}
