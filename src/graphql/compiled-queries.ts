/**
 * Queries that come again are compiled: the executor of graphql-js walks the document for every row, the compiled one
 * is straight code. Compiling costs some milliseconds, so a document that comes once is executed as it is; mutations
 * always are, as their fields must run in order.
 */
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getOperationAST,
  OperationTypeNode,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';

/** Executes a validated document. */
export type ExecuteDocument = (
  document: DocumentNode,
  operationName: string | null,
  variables: Readonly<Record<string, unknown>>,
  context: unknown,
) => Promise<ExecutionResult> | ExecutionResult;

/** What is known of a document's operation: how often it came, and its compiled form when it has one. */
interface Known {
  timesSeen: number;
  compiled: CompiledQuery | null;
}

const compileFromTime = 3;

/** Makes the executor. Documents are kept as long as the policy or Apollo keeps them. */
export function createDocumentExecutor(schema: GraphQLSchema): ExecuteDocument {
  const documents = new WeakMap<DocumentNode, Map<string | null, Known>>();

  const compile = (document: DocumentNode, operationName: string | null): CompiledQuery | null => {
    if (getOperationAST(document, operationName)?.operation !== OperationTypeNode.QUERY) return null;
    const compiled = compileQuery(schema, document, operationName ?? undefined);
    return isCompiledQuery(compiled) ? compiled : null;
  };

  const find = (document: DocumentNode, operationName: string | null): CompiledQuery | null => {
    const operations = documents.get(document) ?? new Map<string | null, Known>();
    documents.set(document, operations);
    const known = operations.get(operationName) ?? { timesSeen: 0, compiled: null };
    operations.set(operationName, known);
    known.timesSeen += 1;
    if (known.timesSeen === compileFromTime) known.compiled = compile(document, operationName);
    return known.compiled;
  };

  return (document, operationName, variables, context) => {
    const compiled = find(document, operationName);
    return compiled
      ? compiled.query(undefined, context, variables)
      : execute({ schema, document, operationName, variableValues: variables, contextValue: context });
  };
}
