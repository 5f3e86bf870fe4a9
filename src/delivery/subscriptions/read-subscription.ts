/**
 * Reads a subscription document: its one field, the field's arguments, the key under which subscribers share it, and the
 * function that executes it.
 *
 * The key includes everything that a result can depend on: tenant, permissions, document, operation name, and the variables
 * except the one that only sets the resume position. The execution's context is built from the key's parts and holds no
 * user, so two viewers with different permissions cannot share. Only a subscription of one user has the user in its key,
 * and shares its executions among the devices of this user.
 */
import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type FieldNode,
  type FormattedExecutionResult,
  type GraphQLSchema,
  getArgumentValues,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  print,
  visit,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { scopeKey, type ViewerScope } from '../../accounts/viewer.js';
import { BadUserInputError, UnavailableError } from '../../domain/errors.js';
import type { LoggedEvent } from '../../domain/logged-event.js';
import { toClientError, toGraphQLError, type UnexpectedErrorLog } from '../../graphql/error-policy.js';
import { withVariableDefaults } from '../../graphql/variable-defaults.js';
import { refusePersonalFields } from '../../resolvers/personal-fields.js';
import type { ResolverBatch } from './resolver-batch.js';

/** Request of a subscription. */
export interface SubscriptionRequest {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly scope: ViewerScope;
  readonly userId: string;
}

/** Dependencies of plans in addition to the request. */
export interface PlanEnvironment {
  /** The schema in which the operations of this scope run. */
  readonly schemaFor: (scope: ViewerScope) => GraphQLSchema;
  readonly toCursor: (tenantId: string, position: number) => string;
  /** Creates a batch without events, for control items. */
  readonly makeBatch: (tenantId: string, events: readonly LoggedEvent[]) => ResolverBatch;
  readonly logUnexpected: UnexpectedErrorLog;
}

/** A subscription that can be executed. */
export interface ReadSubscription {
  readonly key: string;
  readonly scope: ViewerScope;
  /** Arguments of the field, as GraphQL coerced them. */
  readonly args: Readonly<Record<string, unknown>>;
  /** Compiles the operation, which takes milliseconds; `execute` does it too. */
  prepare(): void;
  /** @throws UnavailableError when the event could not be read completely: to be retried */
  execute(root: object, batch: ResolverBatch): Promise<FormattedExecutionResult>;
}

/** Name of the one field of a subscription. @throws BadUserInputError */
export function fieldOf({ document, operationName }: SubscriptionRequest): FieldNode {
  const rootField = getOperationAST(document, operationName)?.selectionSet.selections[0];
  if (rootField?.kind !== Kind.FIELD)
    throw new BadUserInputError('query', 'holds one subscription field, not behind a fragment');
  return rootField;
}

/** Reads a validated subscription. @throws GraphQLError for invalid variables, BadUserInputError */
export function readSubscription(
  request: SubscriptionRequest,
  environment: PlanEnvironment,
  { isPersonal }: { readonly isPersonal: boolean },
): ReadSubscription {
  const { document } = request;
  const schema = environment.schemaFor(request.scope);
  const definition = getOperationAST(document, request.operationName);
  const rootField = fieldOf(request);
  const fieldDefinition = schema.getSubscriptionType()?.getFields()[rootField.name.value];
  if (!definition || !fieldDefinition)
    throw new BadUserInputError('query', `asks for "${rootField.name.value}", which is no subscription`);

  if (!isPersonal) refusePersonalFields(schema, document, definition);
  const scope = isPersonal ? { ...request.scope, personalTo: request.userId } : request.scope;

  const coerced = getVariableValues(schema, definition.variableDefinitions ?? [], request.variables);
  if (coerced.errors) throw toGraphQLError(coerced.errors[0]);
  const args = getArgumentValues(fieldDefinition, rootField, coerced.coerced);
  const { printed, resumeVariable } = factsOf(document, rootField);
  // The resume position is the subscriber's own; the shared execution uses a constant for it.
  const variables = withVariableDefaults(definition, {
    ...request.variables,
    ...(resumeVariable === null ? {} : { [resumeVariable]: sharedCursor }),
  });

  const key = createHash('sha256')
    .update(
      JSON.stringify([scope.tenantId, scopeKey(scope), printed, request.operationName, sortKeys(variables)]),
    )
    .digest('base64');
  return { key, scope, args, ...createExecute({ ...request, scope }, variables, environment) };
}

/** Any string: no resolver reads the cursor of a running subscription. */
const sharedCursor = '-';

type Execute = (root: object, batch: ResolverBatch) => Promise<FormattedExecutionResult>;

/** Compiled once per operation for all its subscribers; the operation policy caches documents. */
const compiledOperations = new WeakMap<GraphQLSchema, WeakMap<OperationDefinitionNode, CompiledQuery>>();

function compile({ document, operationName }: SubscriptionRequest, schema: GraphQLSchema): CompiledQuery {
  const operation = getOperationAST(document, operationName);
  const ofSchema = compiledOperations.get(schema) ?? new WeakMap<OperationDefinitionNode, CompiledQuery>();
  compiledOperations.set(schema, ofSchema);
  const known = operation && ofSchema.get(operation);
  if (known) return known;
  const compiled = compileQuery(schema, document, operationName ?? undefined);
  if (!isCompiledQuery(compiled))
    throw compiled.errors?.[0] ?? new Error('The operation cannot be compiled.');
  if (operation) ofSchema.set(operation, compiled);
  return compiled;
}

/**
 * Creates the function that runs the operation for one event; compiled at first use, as that takes milliseconds.
 * @throws UnavailableError when the event could not be read completely: to be retried
 */
function createExecute(
  request: SubscriptionRequest,
  variables: Readonly<Record<string, unknown>>,
  environment: PlanEnvironment,
): { readonly prepare: () => void; readonly execute: Execute } {
  let compiled: CompiledQuery | undefined;
  const prepare = (): CompiledQuery => {
    compiled ??= compile(request, environment.schemaFor(request.scope));
    return compiled;
  };
  const execute: Execute = async (root, batch) => {
    const context = batch.contextFor(request.scope);
    const result = await prepare().query(root, context, variables);
    if (!result.errors) return { data: result.data };
    const errors = result.errors.map(error =>
      toClientError(error, context.requestId, environment.logUnexpected),
    );
    // Delivering it would lose the event: the subscriber's position moves on, and the event is never sent again.
    if (errors.some(({ extensions }) => extensions?.code === 'UNAVAILABLE'))
      throw new UnavailableError('The database does not answer');
    return { data: result.data, errors };
  };
  return { prepare, execute };
}

/** What a document alone decides; a thousand clients that reconnect send the same one. */
interface DocumentFacts {
  readonly printed: string;
  readonly resumeVariable: string | null;
}

/** By the field of the operation; the operation policy caches documents. */
const facts = new WeakMap<FieldNode, DocumentFacts>();

function factsOf(document: DocumentNode, rootField: FieldNode): DocumentFacts {
  const known = facts.get(rootField);
  if (known) return known;
  const found = { printed: print(document), resumeVariable: findResumeVariable(document, rootField) };
  facts.set(rootField, found);
  return found;
}

/** The variable that is used only for `after`; null when there is none, or when it is used elsewhere too. */
function findResumeVariable(document: DocumentNode, rootField: FieldNode): string | null {
  const value = rootField.arguments?.find(argument => argument.name.value === 'after')?.value;
  if (value?.kind !== Kind.VARIABLE) return null;
  let uses = 0;
  visit(document, {
    VariableDefinition: () => false,
    Variable: node => {
      if (node.name.value === value.name.value) uses += 1;
    },
  });
  return uses === 1 ? value.name.value : null;
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sortKeys(inner)]),
  );
}
