/**
 * Types for SQL text: the result of an expression, a select list or a statement. At run time all of them are plain
 * strings, joined when a module is loaded.
 *
 * The row type of a `sql` template is that of its select lists: `table.select(…)` and `as(name, expression)`. Lists of
 * a subquery or a CTE are not columns of the result; they are passed through `inner`, or into their own template.
 */

declare const valueType: unique symbol;
declare const selectedType: unique symbol;
declare const rowType: unique symbol;

/** An SQL expression, for example a column; its value has this type. */
export type Expression<Value> = string & { readonly [valueType]: Value };

/** A select list with these properties. */
export type Selection<Columns extends object> = string & { readonly [selectedType]: Columns };

/** Text of a statement with rows of this type. */
export type Sql<Row extends object> = string & { readonly [rowType]: Row };

type Part = string | number;
type SelectedBy<P> = P extends { readonly [selectedType]: infer Columns }
  ? (columns: Columns) => void
  : never;
type Merged<Parts extends readonly Part[]> = [SelectedBy<Parts[number]>] extends [never]
  ? object
  : SelectedBy<Parts[number]> extends (columns: infer Row) => void
    ? { [Name in keyof Row]: Row[Name] }
    : never;

/** SQL text; its row type combines all select lists in it. */
export function sql<const Parts extends readonly Part[]>(
  texts: TemplateStringsArray,
  ...parts: Parts
): Sql<Merged<Parts>> {
  return join(texts, parts) as Sql<Merged<Parts>>;
}

/** A named column of a select list: `m."id" as "messageId"`. */
export function as<Name extends string, Value>(
  name: Name,
  expression: Expression<Value>,
): Selection<{ [P in Name]: Value }> {
  return `${expression} as "${name}"` as Selection<{ [P in Name]: Value }>;
}

/** The columns of an outer-joined table: each can be null. */
export function outer<Inner extends string>(selection: Inner): Selection<Outer<Inner>> {
  return selection as string as Selection<Outer<Inner>>;
}

type Outer<Inner> =
  Inner extends Selection<infer Columns> ? { [Name in keyof Columns]: Columns[Name] | null } : never;

/** Nullable columns that are not null in the rows of this statement. */
export function present<Inner extends string>(selection: Inner): Selection<Present<Inner>> {
  return selection as string as Selection<Present<Inner>>;
}

type Present<Inner> =
  Inner extends Selection<infer Columns> ? { [Name in keyof Columns]: NonNullable<Columns[Name]> } : never;

/** A select list inside a subquery or a CTE, whose columns are not the statement's. */
export function inner(selection: Selection<object>): string {
  return selection;
}

/**
 * Declares the type that PostgreSQL and the driver's parsers (`pool.ts`) give an expression: `int('count(*)')` is a
 * number, as `int4` and `int8` both arrive as one; `json` arrives parsed.
 */
function typed<Value>(text: string): Expression<Value> {
  return text as Expression<Value>;
}

/** `int4`, `int8`, `float8`. `numeric` is returned as text: cast it. */
export const int = typed<number>;
/** `boolean`. */
export const bool = typed<boolean>;
/** `text`, `uuid`. */
export const text = typed<string>;
/** `timestamptz`. */
export const moment = typed<Date>;
/** An expression of a type without its own function: `typedAs<readonly string[]>('array(…)')`. */
export const typedAs = typed;

/** The expression can be null. */
export function orNull<Value>(expression: Expression<Value>): Expression<Value | null> {
  return expression as string as Expression<Value | null>;
}

/** The expression is not null here, although its column can be. */
export function notNull<Value>(expression: Expression<Value>): Expression<NonNullable<Value>> {
  return expression as string as Expression<NonNullable<Value>>;
}

/** Values of an enum as literals, separated by commas; the values must not contain quotes. */
export function quoted(...values: readonly string[]): string {
  return values.map(value => `'${value}'`).join(', ');
}

function join(texts: TemplateStringsArray, parts: readonly Part[]): string {
  return texts.reduce((whole, piece, index) => `${whole}${parts[index - 1] ?? ''}${piece}`);
}
