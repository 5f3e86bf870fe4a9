import { Kind, type OperationDefinitionNode, valueFromASTUntyped } from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

/**
 * The variables with the operation's defaults for absent ones of a non-null type (`$orderBy: ContactOrder! = NAME`):
 * a compiled operation of graphql-jit refuses them although they have a default.
 */
export function withVariableDefaults(operation: OperationDefinitionNode, variables: Variables): Variables {
  let filled: Record<string, unknown> | null = null;
  for (const { variable, type, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    if (type.kind !== Kind.NON_NULL_TYPE || !defaultValue || variables[name] !== undefined) continue;
    filled ??= { ...variables };
    filled[name] = valueFromASTUntyped(defaultValue);
  }
  return filled ?? variables;
}
