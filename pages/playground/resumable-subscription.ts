/**
 * Makes a subscription resumable that its author wrote without thinking of it: it gets the variable `$after` and the
 * cursor of each event, and what was added is taken out of the events again before they are shown.
 */
import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parseType,
  print,
  type SelectionNode,
  type ValueNode,
  visit,
} from 'graphql';
import type { GraphQLAnswer } from './graphql-answer.js';

/** A subscription as it is sent. */
export interface ResumableSubscription {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Where the author wants to start; null: with what happens from now on. */
  readonly initialCursor: string | null;
  readonly cursorOf: (result: GraphQLAnswer) => string | null;
  /** The result as the author asked for it. */
  readonly strip: (result: GraphQLAnswer) => GraphQLAnswer;
}

const argumentName = 'after';
const cursorField = 'cursor';
const cursorAlias = 'playgroundCursor';
const typenameField = '__typename';

/** Null when the field takes no cursor, or its events have none: such a subscription cannot be resumed. */
export function makeResumable(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  schema: GraphQLSchema,
): ResumableSubscription | null {
  const [root, ...others] = operation.selectionSet.selections;
  if (root?.kind !== Kind.FIELD || others.length > 0) return null;
  const field = schema.getSubscriptionType()?.getFields()[root.name.value];
  if (!field?.args.some(({ name }) => name === argumentName)) return null;
  const additions = cursorSelections(schema, field.type);
  if (additions.length === 0) return null;

  const given = root.arguments?.find(({ name }) => name.value === argumentName)?.value;
  const start = readStart(given, variables);
  const isRenamed = start.variable !== null && start.variable !== argumentName;
  const renamed = isRenamed ? renameVariable(operation, start.variable ?? '') : operation;
  const hasTypename = selectsTypename(root);
  const resumable: OperationDefinitionNode = {
    ...renamed,
    variableDefinitions: withAfterDefinition(renamed),
    selectionSet: {
      ...renamed.selectionSet,
      selections: [withCursor(renamed.selectionSet.selections[0] as FieldNode, additions)],
    },
  };
  const query = print({
    ...document,
    definitions: document.definitions.map(definition => (definition === operation ? resumable : definition)),
  });
  const key = root.alias?.value ?? root.name.value;
  const { [start.variable ?? argumentName]: _start, ...otherVariables } = variables;
  return {
    query,
    variables: otherVariables,
    initialCursor: start.cursor,
    cursorOf: ({ data }) => readEvent(data, key)?.[cursorAlias] ?? null,
    strip: result => {
      const event = readEvent(result.data, key);
      if (!event) return result;
      const { [cursorAlias]: _cursor, ...rest } = event;
      if (!hasTypename) delete rest[typenameField];
      return { ...result, data: { ...result.data, [key]: rest } };
    },
  };
}

const readEvent = (data: GraphQLAnswer['data'], key: string): Record<string, string> | null =>
  (data?.[key] as Record<string, string> | null | undefined) ?? null;

const name = (value: string) => ({ kind: Kind.NAME, value }) as const;
const select = (field: string, alias?: string): FieldNode => ({
  kind: Kind.FIELD,
  name: name(field),
  ...(alias === undefined ? {} : { alias: name(alias) }),
});

/** `cursor` of the event; where the event is one of several types, `cursor` of each, and which type it is. */
function cursorSelections(schema: GraphQLSchema, type: Parameters<typeof getNamedType>[0]): SelectionNode[] {
  const named = getNamedType(type);
  if (!isCompositeType(named)) return [];
  if (isObjectType(named)) return named.getFields()[cursorField] ? [select(cursorField, cursorAlias)] : [];
  const members = schema.getPossibleTypes(named).filter(member => member.getFields()[cursorField]);
  if (members.length === 0) return [];
  return [
    select(typenameField),
    ...members.map(
      (member): SelectionNode => ({
        kind: Kind.INLINE_FRAGMENT,
        typeCondition: { kind: Kind.NAMED_TYPE, name: name(member.name) },
        selectionSet: { kind: Kind.SELECTION_SET, selections: [select(cursorField, cursorAlias)] },
      }),
    ),
  ];
}

function readStart(given: ValueNode | undefined, variables: Readonly<Record<string, unknown>>) {
  const toCursor = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  if (given?.kind === Kind.VARIABLE)
    return { variable: given.name.value, cursor: toCursor(variables[given.name.value]) };
  return { variable: null, cursor: given?.kind === Kind.STRING ? toCursor(given.value) : null };
}

const renameVariable = (operation: OperationDefinitionNode, from: string): OperationDefinitionNode =>
  visit(operation, {
    Variable: node => (node.name.value === from ? { ...node, name: name(argumentName) } : undefined),
  });

const withAfterDefinition = (operation: OperationDefinitionNode) => {
  const definitions = operation.variableDefinitions ?? [];
  if (definitions.some(({ variable }) => variable.name.value === argumentName)) return definitions;
  return [
    ...definitions,
    {
      kind: Kind.VARIABLE_DEFINITION,
      variable: { kind: Kind.VARIABLE, name: name(argumentName) },
      type: parseType('Cursor'),
    } as const,
  ];
};

function withCursor(field: FieldNode, additions: readonly SelectionNode[]): FieldNode {
  const after: ArgumentNode = {
    kind: Kind.ARGUMENT,
    name: name(argumentName),
    value: { kind: Kind.VARIABLE, name: name(argumentName) },
  };
  return {
    ...field,
    arguments: [...(field.arguments ?? []).filter(argument => argument.name.value !== argumentName), after],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [...(field.selectionSet?.selections ?? []), ...additions],
    },
  };
}

const selectsTypename = (field: FieldNode): boolean =>
  field.selectionSet?.selections.some(
    selection => selection.kind === Kind.FIELD && selection.name.value === typenameField && !selection.alias,
  ) ?? false;
