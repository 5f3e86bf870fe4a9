/**
 * From a subscription document to an operation that many subscribers share.
 *
 * The key holds everything that an answer can depend on: tenant, role, document, operation name, and the
 * variables but for the one that only says where to resume. The execution's context is made from the key's own
 * parts and holds no user, so two viewers that may see different things cannot share.
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
import type { ViewerScope } from '../../accounts/viewer.js';
import { BadUserInputError, UnavailableError } from '../../domain/errors.js';
import type { LoggedEvent } from '../../domain/logged-event.js';
import { isUuid } from '../../domain/uuid-v7.js';
import { toClientError, toGraphQLError, type UnexpectedErrorLog } from '../../graphql/error-policy.js';
import type { Delivery } from '../../resolvers/delivery.js';
import {
  type SubscriptionArguments,
  type SubscriptionField,
  subscriptionFields,
} from '../../resolvers/subscription-fields.js';
import { resetReason } from '../event-log.js';
import type { SharedOperation } from '../subscriber.js';
import type { ResolverBatch } from './resolver-batch.js';

/** A subscription that was asked for. */
export interface SubscriptionRequest {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly scope: ViewerScope;
}

/** The shared operation, and where this subscriber wants to begin. */
export interface SubscriptionPlan {
  readonly operation: SharedOperation<ResolverBatch>;
  /** The stream cursor that was given as `after`. */
  readonly after: string | null;
}

/** What plans need in addition to the request. */
export interface PlanEnvironment {
  readonly schema: GraphQLSchema;
  readonly toCursor: (tenantId: string, position: number) => string;
  /** Makes a batch without events, for control items. */
  readonly makeBatch: (tenantId: string, events: readonly LoggedEvent[]) => ResolverBatch;
  readonly logUnexpected: UnexpectedErrorLog;
}

/** Plans a validated subscription. @throws GraphQLError for variables that do not fit. */
export function planSubscription(
  request: SubscriptionRequest,
  environment: PlanEnvironment,
): SubscriptionPlan {
  const { document, scope } = request;
  const { schema } = environment;
  const definition = getOperationAST(document, request.operationName);
  const rootField = definition?.selectionSet.selections[0];
  const rootType = schema.getSubscriptionType();
  if (!definition || !rootType || rootField?.kind !== Kind.FIELD) {
    throw new BadUserInputError('query', 'holds one subscription field, not behind a fragment');
  }
  const field = subscriptionFields[rootField.name.value];
  const fieldDefinition = rootType.getFields()[rootField.name.value];
  if (!field || !fieldDefinition)
    throw new BadUserInputError('query', `asks for "${rootField.name.value}", which is no subscription`);

  const coerced = getVariableValues(schema, definition.variableDefinitions ?? [], request.variables);
  if (coerced.errors) throw toGraphQLError(coerced.errors[0]);
  const args = getArgumentValues(fieldDefinition, rootField, coerced.coerced) as SubscriptionArguments & {
    after?: string;
  };
  refuseStrangeIds(args);
  const resumeVariable = findResumeVariable(document, rootField);
  // The place to resume from is the subscriber's own; a constant stands for it in the execution that all share.
  const variables = {
    ...request.variables,
    ...(resumeVariable === null ? {} : { [resumeVariable]: sharedCursor }),
  };

  const key = createHash('sha256')
    .update(
      JSON.stringify([
        scope.tenantId,
        scope.role,
        print(document),
        request.operationName,
        sortKeys(variables),
      ]),
    )
    .digest('base64');
  const { prepare, execute } = createExecute(request, variables, environment);
  return {
    operation: { ...createSharedOperation(key, field, args, scope, execute, environment), prepare },
    after: args.after ?? null,
  };
}

/** A malformed id would make a subscription without any events. */
function refuseStrangeIds({
  conversationId,
  channelId,
  channelIds,
  assigneeId,
}: SubscriptionArguments): void {
  const ids = { conversationId, channelId, assigneeId, channelIds };
  for (const [name, given] of Object.entries(ids)) {
    for (const id of typeof given === 'string' ? [given] : (given ?? [])) {
      if (!isUuid(id)) throw new BadUserInputError(name, 'must be an id that an earlier response contained');
    }
  }
}

/** Any string: no resolver looks at the cursor of a subscription that is under way. */
const sharedCursor = '-';

type Execute = (root: object, batch: ResolverBatch) => Promise<FormattedExecutionResult>;

/** Compiled once for an operation, however many subscribe with it; the operation policy caches documents. */
const compiledOperations = new WeakMap<OperationDefinitionNode, CompiledQuery>();

function compile({ document, operationName }: SubscriptionRequest, schema: GraphQLSchema): CompiledQuery {
  const operation = getOperationAST(document, operationName);
  const known = operation && compiledOperations.get(operation);
  if (known) return known;
  const compiled = compileQuery(schema, document, operationName ?? undefined);
  if (!isCompiledQuery(compiled))
    throw compiled.errors?.[0] ?? new Error('The operation cannot be compiled.');
  if (operation) compiledOperations.set(operation, compiled);
  return compiled;
}

/**
 * Runs the operation for one event; compiles it when it is first needed, as that takes milliseconds.
 * @throws UnavailableError when it could not be read whole: to be run again
 */
function createExecute(
  request: SubscriptionRequest,
  variables: Readonly<Record<string, unknown>>,
  environment: PlanEnvironment,
): { readonly prepare: () => void; readonly execute: Execute } {
  let compiled: CompiledQuery | undefined;
  const prepare = (): CompiledQuery => {
    compiled ??= compile(request, environment.schema);
    return compiled;
  };
  const execute: Execute = async (root, batch) => {
    const context = batch.contextFor(request.scope);
    const result = await prepare().query(root, context, variables);
    if (!result.errors) return { data: result.data };
    const errors = result.errors.map(error =>
      toClientError(error, context.requestId, environment.logUnexpected),
    );
    // Delivered, this would be a hole: the subscriber's position moves on, and the event never comes again.
    if (errors.some(({ extensions }) => extensions?.code === 'UNAVAILABLE'))
      throw new UnavailableError('The database does not answer');
    return { data: result.data, errors };
  };
  return { prepare, execute };
}

function createSharedOperation(
  key: string,
  field: SubscriptionField,
  args: SubscriptionArguments,
  scope: ViewerScope,
  execute: Execute,
  environment: PlanEnvironment,
): SharedOperation<ResolverBatch> {
  const { tenantId } = scope;
  const control = (item: object) => execute(item, environment.makeBatch(tenantId, []));
  const operation: SharedOperation<ResolverBatch> = {
    key,
    tenantId,
    kinds: new Set(field.kinds),
    run: async (batch, event, isCatchUp) => {
      if (!field.accepts(event, args)) return null;
      const node = await field.load(event, args, batch.contextFor(scope));
      if (node === null) return null;
      const delivery: Delivery = {
        event,
        // Made when it is asked for: its MAC costs more than the rest of a small item.
        get cursor() {
          return environment.toCursor(tenantId, event.position);
        },
        isCatchUp,
        node,
      };
      return execute(delivery, batch);
    },
  };
  if (!field.hasControlItems) return operation;
  return {
    ...operation,
    caughtUp: (position, catchUpCount) =>
      control({
        __typename: 'CaughtUp',
        cursor: environment.toCursor(tenantId, position),
        catchUpCount,
      }),
    reset: position =>
      control({
        __typename: 'StreamReset',
        cursor: environment.toCursor(tenantId, position),
        reason: resetReason,
      }),
  };
}

/** The variable that gives `after` and nothing else; null when there is none, or when it is used elsewhere too. */
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
