import { BadUserInputError } from './errors.js';

/**
 * Input whose texts can all be stored: U+0000, which PostgreSQL refuses, is rejected; each lone surrogate, which is
 * invalid Unicode, becomes U+FFFD. Visits lists and plain objects, keys included; a value that needs no change is
 * returned itself.
 *
 * @param field the name of the input in the error
 * @throws BadUserInputError
 */
export function toReadable<Value>(value: Value, field: string): Value {
  return makeReadable(value, field) as Value;
}

function makeReadable(value: unknown, field: string): unknown {
  if (typeof value === 'string') {
    if (value.includes('\0')) throw new BadUserInputError(field, 'must not hold the character U+0000');
    return value.isWellFormed() ? value : value.toWellFormed();
  }
  if (Array.isArray(value)) {
    const items = value.map((item, index) => makeReadable(item, `${field}.${index}`));
    return items.every((item, index) => Object.is(item, value[index])) ? value : items;
  }
  if (!isPlain(value)) return value;
  const before = Object.entries(value);
  const after = before.map(([key, item]): [string, unknown] => {
    const name = makeReadable(key, field) as string;
    return [name, makeReadable(item, `${field}.${shortName(name)}`)];
  });
  const isSame = after.every(
    ([key, item], at) => key === before[at]?.[0] && Object.is(item, before[at]?.[1]),
  );
  return isSame ? value : Object.fromEntries(after);
}

/** Not a date, a URL or another class instance. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

const shortName = (name: string): string =>
  name.length <= 40 ? name : `${name.slice(0, 40).toWellFormed()}…`;
