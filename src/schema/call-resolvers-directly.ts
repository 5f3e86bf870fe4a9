/**
 * Field resolvers without the library's wrapper. It looks for the resolver's instance in a list, collects the parameters
 * and looks for promises among them, for each field of each row: for a page of fifty rows with their relations more than
 * the resolvers themselves. Those that take nothing but the row, the context and the info are called as they are.
 */
import { type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';

/** What the library knows of a field resolver, of type-graphql 2.0.0-rc.4; only what is read here. */
interface FieldResolverMetadata {
  readonly kind: string;
  readonly target: new () => object;
  readonly methodName: string;
  readonly schemaName: string;
  readonly params: readonly ParameterMetadata[];
  readonly middlewares?: readonly unknown[];
  readonly roles?: readonly unknown[];
  readonly getObjectType?: () => unknown;
}

interface ParameterMetadata {
  readonly kind: string;
  readonly index: number;
  readonly propertyName?: string;
  readonly getType?: () => unknown;
}

interface Metadata {
  readonly fieldResolvers: readonly FieldResolverMetadata[];
  readonly objectTypes: readonly { readonly name: string; readonly target: unknown }[];
}

type Resolve = GraphQLFieldResolver<unknown, unknown>;
type Method = (this: object, ...values: unknown[]) => unknown;

/** Replaces the resolvers in the schema. @returns the number of those that it replaced */
export function callResolversDirectly(schema: GraphQLSchema): number {
  const { fieldResolvers, objectTypes } = getMetadataStorage() as unknown as Metadata;
  const names = new Map(objectTypes.map(({ target, name }) => [target, name]));
  const instances = new Map<unknown, object>();
  let count = 0;
  for (const metadata of fieldResolvers) {
    const { target, methodName, schemaName, getObjectType } = metadata;
    const type = schema.getType(names.get(getObjectType?.()) ?? '');
    const field = isObjectType(type) ? type.getFields()[schemaName] : undefined;
    if (!field || !isPlain(metadata)) continue;
    const instance = instances.get(target) ?? new target();
    instances.set(target, instance);
    const method = (instance as Record<string, unknown>)[methodName];
    if (typeof method !== 'function') continue;
    field.resolve = toResolve(instance, method as Method, kindsOf(metadata.params));
    count += 1;
  }
  return count;
}

/** True if it has no check of its own, and its parameters are given as they are. */
function isPlain({ kind, params, middlewares = [], roles }: FieldResolverMetadata): boolean {
  if (kind !== 'external' || middlewares.length > 0 || roles) return false;
  return params.every(parameter => {
    if (parameter.propertyName !== undefined) return false;
    if (parameter.kind === 'context' || parameter.kind === 'info') return true;
    const type = parameter.getType?.();
    return parameter.kind === 'root' && (type === undefined || type === Object);
  });
}

function kindsOf(params: readonly ParameterMetadata[]): readonly string[] {
  return [...params].sort((one, other) => one.index - other.index).map(({ kind }) => kind);
}

function toResolve(instance: object, method: Method, kinds: readonly string[]): Resolve {
  switch (kinds.join(' ')) {
    case 'root':
      return row => method.call(instance, row);
    case 'root context':
      return (row, _args, context) => method.call(instance, row, context);
    default:
      return (row, _args, context, info) =>
        method.apply(
          instance,
          kinds.map(kind => (kind === 'root' ? row : kind === 'context' ? context : info)),
        );
  }
}
