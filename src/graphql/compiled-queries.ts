/**
 * Compiles repeated queries: the executor of graphql-js walks the document for every row; a compiled query is straight
 * code. Compiling costs some milliseconds, so a document seen once is executed directly; so are mutations, as their
 * fields must run in order.
 *
 * graphql-js checks the variables of compiled queries too: graphql-jit accepts values that are none of their type, such as
 * an empty list for an input object, so that the same request would be refused at first and accepted later.
 */
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { withVariableDefaults } from './variable-defaults.js';

/** Executes a validated document. */
export type ExecuteDocument = (
  document: DocumentNode,
  operationName: string | null,
  variables: Readonly<Record<string, unknown>>,
  context: unknown,
) => Promise<ExecutionResult> | ExecutionResult;

/** An operation that was executed: its count, and its compiled form if it has one. */
interface Known {
  readonly operation: OperationDefinitionNode;
  timesSeen: number;
  compiled: CompiledQuery | null;
}

const compileFromTime = 3;
/** As many as `execute` of graphql-js reports. */
const maxVariableErrors = 50;

/** Creates the executor. It keeps compiled operations as long as a cache (the policy's, Apollo's) keeps their document. */
export function createDocumentExecutor(schema: GraphQLSchema): ExecuteDocument {
  // Keyed by the operation itself: its name in a request is any text, and a document has few operations.
  const operations = new WeakMap<OperationDefinitionNode, Known>();

  const compile = (document: DocumentNode, operationName: string | null): CompiledQuery | null => {
    const compiled = compileQuery(schema, document, operationName ?? undefined);
    return isCompiledQuery(compiled) ? compiled : null;
  };

  const find = (document: DocumentNode, operationName: string | null): Known | null => {
    const operation = getOperationAST(document, operationName);
    if (operation?.operation !== OperationTypeNode.QUERY) return null;
    const known = operations.get(operation) ?? { operation, timesSeen: 0, compiled: null };
    operations.set(operation, known);
    known.timesSeen += 1;
    if (known.timesSeen === compileFromTime) known.compiled = compile(document, operationName);
    return known;
  };

  return (document, operationName, variables, context) => {
    const known = find(document, operationName);
    if (!known?.compiled)
      return execute({ schema, document, operationName, variableValues: variables, contextValue: context });
    const { compiled, operation } = known;
    const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, {
      maxErrors: maxVariableErrors,
    });
    return errors
      ? { errors }
      : compiled.query(undefined, context, withVariableDefaults(operation, variables));
  };
}
