/** Lists all input places of a schema, and hostile values for them. */
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type OperationTypeNode,
} from 'graphql';

/** One place: an argument of a root field, or a field inside one. */
export interface InputPlace {
  readonly operation: 'query' | 'mutation' | 'subscription';
  readonly field: string;
  /** The argument, then the fields inside it. */
  readonly path: readonly string[];
  readonly type: GraphQLInputType;
}

/** Every place of every root field, down to inputs in inputs. */
export function listInputPlaces(schema: GraphQLSchema): InputPlace[] {
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
    ['subscription', schema.getSubscriptionType()],
  ] as const;
  return roots.flatMap(([operation, type]) =>
    Object.values(type?.getFields() ?? {}).flatMap(field =>
      field.args.flatMap(({ name, type: given }) =>
        placesIn(given, [name]).map(place => ({ operation, field: field.name, ...place })),
      ),
    ),
  );
}

function placesIn(type: GraphQLInputType, path: readonly string[]): Pick<InputPlace, 'path' | 'type'>[] {
  const named = getNamedType(type);
  const here = { path, type };
  if (!isInputObjectType(named) || path.length > 4) return [here];
  return [
    here,
    ...Object.values(named.getFields()).flatMap(inner => placesIn(inner.type, [...path, inner.name])),
  ];
}

/** The fields of input types that the places test, as `Type.field`. */
export function testedInputFields(schema: GraphQLSchema, places: readonly InputPlace[]): Set<string> {
  const tested = new Set<string>();
  for (const { operation, field, path } of places) {
    const root = schema.getRootType(operation as OperationTypeNode)?.getFields()[field];
    const [argument, ...inside] = path;
    let type = root?.args.find(({ name }) => name === argument)?.type;
    for (const name of inside) {
      const named = type && getNamedType(type);
      if (!isInputObjectType(named)) break;
      tested.add(`${named.name}.${name}`);
      type = named.getFields()[name]?.type;
    }
  }
  return tested;
}

const long = 'x'.repeat(50_000);
const texts = ['a\0b', '\ud800', '', "1' or true --", long];
const wrongNumbers = [-1, 2_147_483_647, -2_147_483_648, 2_147_483_648, 1e308];
/** Values of the right type at the edge of the allowed range, by the name of the scalar. */
const edges: Readonly<Record<string, readonly unknown[]>> = {
  ID: [...texts, 7, '01990000-0000-7000-8000-000000000001', '01990000000070008000000000000001'],
  String: texts,
  Int: wrongNumbers,
  Float: [...wrongNumbers, 5e-324],
  BigInt: [-1, '9'.repeat(400), '-1', '1e9'],
  DateTime: [
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999Z',
    '2026-02-30T00:00:00Z',
    '-271821-04-20T00:00:00Z',
  ],
  URL: [
    'http://',
    'javascript:alert(1)',
    'https://a\0b/',
    'https://user:pass@x.example',
    `https://x.example/${long}`,
  ],
  PhoneNumber: ['+1', '+999999999999999999999', 'a\0b'],
  Cursor: [...texts, 'e30'],
  JSON: ['a\0b', { '\0': 1 }, { a: '\ud800' }, deep(200), { constructor: 'x' }, 1e308],
  Boolean: [false],
};
/** Values that coercion rejects in the same way for all types of a kind. */
const strange = [
  null,
  [],
  [null],
  {},
  { a: 1 },
  true,
  -1,
  1.5,
  'NOPE',
  '',
  'a\0b',
  'http://[::1',
  'https://exa mple/',
];
/** Those of them that some types of a kind accept. */
const shapes = [null, [], [null], {}];

/** Types that coercion reads with the same code: all enums, all input objects, each scalar; lists of them. */
export function coercionKind(type: GraphQLInputType): string {
  const bare = toBareType(type);
  const named = getNamedType(type);
  if (isEnumType(named)) return bare.replace(named.name, '(enum)');
  return isInputObjectType(named) ? bare.replace(named.name, '(input)') : bare;
}

/** The type without "required", which makes a difference for null only. */
export function toBareType(type: GraphQLInputType): string {
  return String(type).replaceAll('!', '');
}

function deep(levels: number): unknown {
  let value: unknown = 'x';
  for (let n = 0; n < levels; n += 1) value = { a: value };
  return value;
}

/** What was tried before at places of the same type. */
export interface Tried {
  readonly isFirstOfType: boolean;
  readonly isFirstOfKind: boolean;
}

/** In so many runs each place gets all of its values. */
export const fuzzTurns = 3;

/** The values to try at a place; those of the wrong type only at the first place of each type or kind. */
export function hostileValues(
  { type }: Pick<InputPlace, 'type'>,
  { isFirstOfType, isFirstOfKind }: Tried,
  turn: number,
): unknown[] {
  const named = getNamedType(type);
  const all = isEnumType(named) || isInputObjectType(named) ? [] : (edges[named.name] ?? texts);
  // Every third one, the others with other runs: a scalar is read in the same way in every place.
  const values = isFirstOfType ? all : all.filter((_, index) => index % fuzzTurns === turn % fuzzTurns);
  const wrong = isFirstOfKind ? strange : isFirstOfType ? shapes : [null];
  if (!isListType(isNonNullType(type) ? type.ofType : type)) return [...wrong, ...values];
  return [
    ...wrong,
    [null],
    ...values.map(value => [value]),
    Array.from({ length: 1_001 }, () => values[0] ?? null),
  ];
}

/** A valid value: the company's own ids by the names of the schema, everything else plausible. */
function plausibleValue(
  name: string,
  type: GraphQLInputType,
  idOf: (name: string) => string,
  depth = 0,
): unknown {
  if (isNonNullType(type)) return plausibleValue(name, type.ofType, idOf, depth);
  if (isListType(type)) return [plausibleValue(name, type.ofType, idOf, depth)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(inner => isNonNullType(inner.type));
    return Object.fromEntries(
      fields.map(inner => [inner.name, plausibleValue(inner.name, inner.type, idOf, depth + 1)]),
    );
  }
  const byScalar: Readonly<Record<string, unknown>> = {
    ...{ ID: idOf(name), Int: 5, Float: 1.5, BigInt: '5', Boolean: false, JSON: {}, Cursor: 'x' },
    ...{ DateTime: '2026-01-01T00:00:00Z', URL: 'https://x.example/', PhoneNumber: '+77010000021' },
  };
  return byScalar[type.name] ?? 'abc';
}

/** The arguments of a place's field: the required ones, and the value at the place. */
export function argumentsWith(
  field: GraphQLField<unknown, unknown>,
  { path }: InputPlace,
  value: unknown,
  idOf: (name: string) => string,
): Record<string, unknown> {
  const [argument = '', ...inside] = path;
  const required = field.args.filter(({ name, type }) => isNonNullType(type) && name !== argument);
  const given = Object.fromEntries(
    required.map(({ name, type }) => [name, plausibleValue(name, type, idOf)]),
  );
  const target = field.args.find(({ name }) => name === argument) as GraphQLArgument;
  return { ...given, [argument]: putInside(target.name, target.type, inside, value, idOf) };
}

function putInside(
  name: string,
  type: GraphQLInputType,
  path: readonly string[],
  value: unknown,
  idOf: (name: string) => string,
): unknown {
  const [next, ...rest] = path;
  if (next === undefined) return value;
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return value;
  const inner = named.getFields()[next];
  const own = {
    ...(plausibleValue(name, named, idOf) as object),
    [next]: inner ? putInside(next, inner.type, rest, value, idOf) : value,
  };
  return isListType(isNonNullType(type) ? type.ofType : type) ? [own] : own;
}
