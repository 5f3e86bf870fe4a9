/** An operation for a root field, to begin with: required arguments as variables, simple fields selected. */
import {
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
} from 'graphql';

/** A document and its variables as the editors show them. */
export interface Sketch {
  readonly document: string;
  readonly variables: string;
}

/** A page and its nodes, a payload and what it holds. */
const levelsShown = 2;
const samples: Readonly<Record<string, unknown>> = { Int: 1, Float: 1, Boolean: true };

/** Makes one. @throws when the schema has no such field */
export function sketchOperation(schema: GraphQLSchema, rootType: string, fieldName: string): Sketch {
  const type = schema.getType(rootType);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  if (!field) throw new Error(`The schema has no field ${rootType}.${fieldName}.`);
  const args = field.args.filter(isRequiredArgument);
  // A subscription's cursor is added when it runs.
  const name = fieldName[0]?.toUpperCase() + fieldName.slice(1);
  const definitions = args.map(arg => `$${arg.name}: ${arg.type}`).join(', ');
  const values = args.map(arg => `${arg.name}: $${arg.name}`).join(', ');
  const call = values ? `${fieldName}(${values})` : fieldName;
  const document = `${rootType.toLowerCase()} ${name}${definitions ? `(${definitions})` : ''} {
  ${call}${sketchSelection(field.type, levelsShown, '  ')}
}
`;
  const variables = Object.fromEntries(args.map(arg => [arg.name, sketchValue(arg.type)]));
  return { document, variables: args.length > 0 ? JSON.stringify(variables, null, 2) : '' };
}

/** Without fields that take required arguments. */
function sketchSelection(type: GraphQLOutputType, levels: number, indent: string): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (isUnionType(named)) return ' { __typename }';
  const inner = `${indent}  `;
  const lines = Object.values(named.getFields()).flatMap(field => {
    if (field.args.some(isRequiredArgument) || field.deprecationReason) return [];
    if (isLeafType(getNamedType(field.type))) return [inner + field.name];
    const isShown =
      levels > 1 && field.name !== 'edges' && (field.name === 'nodes' || field.args.length === 0);
    return isShown ? [inner + field.name + sketchSelection(field.type, levels - 1, inner)] : [];
  });
  return ` {\n${(lines.length > 0 ? lines : [`${inner}__typename`]).join('\n')}\n${indent}}`;
}

function sketchValue(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return sketchValue(type.ofType);
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(required.map(field => [field.name, sketchValue(field.type)]));
  }
  return samples[type.name] ?? `<${type.name}>`;
}
