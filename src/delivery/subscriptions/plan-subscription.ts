/**
 * Plans a subscription document as an operation that many subscribers share.
 *
 * The key includes everything that a result can depend on: tenant, permissions, document, operation name, and the variables
 * except the one that only sets the resume position. The execution's context is built from the key's parts and holds no
 * user, so two viewers with different permissions cannot share. Only a subscription of one user (`isPersonal`) has the
 * user in its key, and shares its executions among the devices of this user.
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
import type { EventType } from '../../domain/vocabulary.js';
import { toClientError, toGraphQLError, type UnexpectedErrorLog } from '../../graphql/error-policy.js';
import { withVariableDefaults } from '../../graphql/variable-defaults.js';
import type { Delivery } from '../../resolvers/delivery.js';
import { refusePersonalFields } from '../../resolvers/personal-fields.js';
import { type GivenStreamFilter, toStreamConditions } from '../../resolvers/stream-filter.js';
import {
  subscriptionFields as fields,
  type SubscriptionArguments,
  type SubscriptionField,
} from '../../resolvers/subscription-fields.js';
import { resetReason } from '../event-log.js';
import type { SharedOperation } from '../subscriber.js';
import type { ResolverBatch } from './resolver-batch.js';

/** Request of a subscription. */
export interface SubscriptionRequest {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly scope: ViewerScope;
  readonly userId: string;
}

/** The shared operation, and the start position of this subscriber. */
export interface SubscriptionPlan {
  readonly operation: SharedOperation<ResolverBatch>;
  /** Stream cursor from `after`. */
  readonly after: string | null;
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

/** All arguments of the subscription fields, as GraphQL coerced them. */
interface GivenArguments {
  readonly filter?: GivenStreamFilter | null;
  readonly types?: readonly EventType[] | null;
  readonly after?: string | null;
}

/** Plans a validated subscription. @throws GraphQLError for invalid variables. */
export function planSubscription(
  request: SubscriptionRequest,
  environment: PlanEnvironment,
): SubscriptionPlan {
  const { document } = request;
  const schema = environment.schemaFor(request.scope);
  const definition = getOperationAST(document, request.operationName);
  const rootField = definition?.selectionSet.selections[0];
  const rootType = schema.getSubscriptionType();
  if (!definition || !rootType || rootField?.kind !== Kind.FIELD) {
    throw new BadUserInputError('query', 'holds one subscription field, not behind a fragment');
  }
  const field = (fields as Readonly<Record<string, SubscriptionField>>)[rootField.name.value];
  const fieldDefinition = rootType.getFields()[rootField.name.value];
  if (!field || !fieldDefinition)
    throw new BadUserInputError('query', `asks for "${rootField.name.value}", which is no subscription`);

  const isPersonal = field.isPersonal === true;
  if (!isPersonal) refusePersonalFields(schema, document, definition);
  const scope = isPersonal ? { ...request.scope, personalTo: request.userId } : request.scope;

  const coerced = getVariableValues(schema, definition.variableDefinitions ?? [], request.variables);
  if (coerced.errors) throw toGraphQLError(coerced.errors[0]);
  const given = getArgumentValues(fieldDefinition, rootField, coerced.coerced) as GivenArguments;
  const args: SubscriptionArguments = { types: given.types, filter: toStreamConditions(given.filter) };
  const resumeVariable = findResumeVariable(document, rootField);
  // The resume position is the subscriber's own; the shared execution uses a constant for it.
  const variables = withVariableDefaults(definition, {
    ...request.variables,
    ...(resumeVariable === null ? {} : { [resumeVariable]: sharedCursor }),
  });

  const key = createHash('sha256')
    .update(
      JSON.stringify([
        scope.tenantId,
        scopeKey(scope),
        print(document),
        request.operationName,
        sortKeys(variables),
      ]),
    )
    .digest('base64');
  const { prepare, execute } = createExecute({ ...request, scope }, variables, environment);
  return {
    operation: { ...createSharedOperation(key, field, args, scope, execute, environment), prepare },
    after: given.after ?? null,
  };
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
      if (!field.accepts(event, args, scope.personalTo ?? null)) return null;
      const node = await field.load(event, args, batch.contextFor(scope));
      if (node === null) return null;
      const delivery: Delivery = {
        event,
        // Computed on demand: its MAC costs more than the rest of a small item.
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
