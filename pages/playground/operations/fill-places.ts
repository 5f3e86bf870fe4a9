/** Fills the places in the variables of a ready operation. */
import { type Ask, placeFinders } from './place-finders.js';

/** The place for an idempotency key; each opening of an operation gets a new one. */
export const newKeyPlace = '<newKey>';

/**
 * Variables with values for their places. A place for which there is no value yet stays: it says by itself what
 * belongs there.
 */
export async function fillPlaces(
  variables: Readonly<Record<string, unknown>>,
  ask: Ask,
): Promise<Record<string, unknown>> {
  const text = JSON.stringify(variables);
  const values: Record<string, unknown> = { [newKeyPlace]: crypto.randomUUID() };
  const wanted = placeFinders.filter(({ places }) => places.some(place => text.includes(place)));
  for (const found of await Promise.all(wanted.map(({ find }) => find(ask)))) Object.assign(values, found);
  return JSON.parse(text, (_key, value) => (typeof value === 'string' ? (values[value] ?? value) : value));
}

/** The places in variables that have no value yet. */
export function findUnfilledPlaces(variables: Readonly<Record<string, unknown>>): string[] {
  const text = JSON.stringify(variables);
  return placeFinders.flatMap(({ places }) => places).filter(place => text.includes(`"${place}"`));
}
