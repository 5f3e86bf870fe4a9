/**
 * Decides whether the answer of an operation may be stored: a query whose every field, and every input of its
 * arguments, is listed in `resolvers/logged-fields.ts`.
 */
import {
  type DocumentNode,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isInputObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { loggedFields, loggedInputs } from '../resolvers/logged-fields.js';

/** An operation whose answer may be stored. */
export interface StorableOperation {
  /** Different for every operation of the process. */
  readonly id: number;
}

/** Finds it in a validated document; null if the answer must not be stored. Cheap for a document that was seen. */
export type FindStorable = (document: DocumentNode, operationName: string | null) => StorableOperation | null;

/** Creates the decision for a schema. */
export function createFindStorable(schema: GraphQLSchema): FindStorable {
  // Documents are cached by the policy, so the same nodes return.
  const known = new WeakMap<OperationDefinitionNode, StorableOperation | null>();
  let lastId = 0;
  return (document, operationName) => {
    const operation = getOperationAST(document, operationName);
    if (!operation) return null;
    const found = known.get(operation);
    if (found !== undefined) return found;
    const isStorable =
      operation.operation === OperationTypeNode.QUERY && hasOnlyLoggedFields(schema, document, operation);
    const decided = isStorable ? { id: ++lastId } : null;
    known.set(operation, decided);
    return decided;
  };
}

function hasOnlyLoggedFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): boolean {
  const info = new TypeInfo(schema);
  let isLogged = true;
  const used = {
    kind: Kind.DOCUMENT,
    definitions: [operation, ...fragmentsOf(document, operation)],
  } as const;
  visit(
    used,
    visitWithTypeInfo(info, {
      Field: ({ name }) => {
        if (name.value === '__typename') return undefined;
        const field = info.getFieldDef();
        const parent = info.getParentType()?.name;
        if (field && parent !== undefined && isListedField(parent, field)) return undefined;
        isLogged = false;
        return false;
      },
    }),
  );
  return isLogged;
}

function isListedField(typeName: string, field: GraphQLField<unknown, unknown>): boolean {
  if (!Object.hasOwn(loggedFields, typeName)) return false;
  if (!Object.hasOwn(loggedFields[typeName]?.fields ?? {}, field.name)) return false;
  return field.args.every(({ type }) => {
    const named = getNamedType(type);
    if (!isInputObjectType(named)) return true;
    const inputs = Object.hasOwn(loggedInputs, named.name) ? loggedInputs[named.name] : undefined;
    return Object.values(named.getFields()).every(
      input => inputs?.has(input.name) && !isInputObjectType(getNamedType(input.type)),
    );
  });
}

/** The fragments that an operation uses, those of fragments included. */
function fragmentsOf(document: DocumentNode, operation: OperationDefinitionNode) {
  const all = document.definitions.filter(definition => definition.kind === Kind.FRAGMENT_DEFINITION);
  const used = new Set<string>();
  const add = (set: SelectionSetNode | undefined): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind !== Kind.FRAGMENT_SPREAD) add(selection.selectionSet);
      else if (!used.has(selection.name.value)) {
        used.add(selection.name.value);
        add(all.find(({ name }) => name.value === selection.name.value)?.selectionSet);
      }
    }
  };
  add(operation.selectionSet);
  return all.filter(({ name }) => used.has(name.value));
}
