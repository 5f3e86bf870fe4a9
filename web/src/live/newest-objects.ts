/**
 * Keeps answers from showing an older state: results arrive out of order, and no cache compares versions. Of two states
 * of an object with a version, the fields of the higher one are used.
 */

/** An object of a result. */
type Fields = Record<string, unknown>;

interface Kept {
  readonly version: number;
  readonly fields: Fields;
}

/** Objects of which the newest state is remembered; the least recently seen ones are dropped. */
const maxObjects = 4_000;

/** The newest state of the objects that passed. */
export class NewestObjects {
  readonly #kept = new Map<string, Kept>();
  readonly #listeners = new Set<(object: Fields) => void>();

  /** Called with each such object as it arrived, before its older fields are replaced. */
  onRaw: (object: Fields) => void = () => {};

  /** Called with each object that has `__typename`, `id` and `version`, after it was made the newest. */
  onObject(listener: (object: Fields) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Replaces older fields in a result, in place. */
  pass(value: unknown): void {
    if (Array.isArray(value)) {
      for (const item of value) this.pass(item);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const fields = value as Fields;
    for (const child of Object.values(fields)) this.pass(child);
    const { __typename: type, id, version } = fields;
    if (typeof type !== 'string' || typeof id !== 'string' || typeof version !== 'number') return;
    this.onRaw(fields);
    this.#makeNewest(`${type}:${id}`, fields, version);
    for (const listener of this.#listeners) listener(fields);
  }

  /** Forgets all of them. */
  clear(): void {
    this.#kept.clear();
  }

  #makeNewest(key: string, fields: Fields, version: number): void {
    const known = this.#kept.get(key);
    this.#kept.delete(key);
    if (known && known.version > version) {
      for (const [name, field] of Object.entries(fields))
        if (name in known.fields && !isConnection(field) && !isSame(field, known.fields[name]))
          fields[name] = known.fields[name];
      this.#kept.set(key, known);
      return;
    }
    const own = Object.entries(fields).filter(([, field]) => !isConnection(field));
    const before = known?.version === version ? known.fields : {};
    this.#kept.set(key, { version, fields: { ...before, ...Object.fromEntries(own) } });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > maxObjects && oldest !== undefined) this.#kept.delete(oldest);
  }
}

/** Two states of one object: the one that is there is the newest already, and has what its query selects. */
function isSame(one: unknown, other: unknown): boolean {
  const [id, otherId] = [one, other].map(value => (value as Fields | null | undefined)?.id);
  return id !== undefined && id === otherId;
}

/** A page of a list: another one each time, under the same name. */
function isConnection(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ('nodes' in value || 'pageInfo' in value);
}
