import {
  type Cache,
  InMemoryCache,
  type InMemoryCacheConfig,
  type Reference,
  type StoreObject,
} from '@apollo/client';
import { connectionFields, possibleTypes, versionedTypes } from '../schema-facts.js';
import { trunklineTypePolicies } from './connection-policy.js';

const versioned: ReadonlySet<unknown> = new Set(versionedTypes);
/** Types with ids of their own whose state belongs to the message that contains them, and to its version. */
const owned: ReadonlySet<unknown> = new Set(['Attachment']);

/**
 * The cache for Trunkline: an `InMemoryCache` that knows the schema's unions and connections, and that never replaces an
 * object with an older state of it. Results arrive out of order (that of `sendReply` with QUEUED can follow the event
 * with SENT); the higher `version` wins, for Conversation, Message, Lead and Contact. Select `version` with them.
 *
 * A type policy of `merge` cannot do this: Apollo Client does not call it for objects with an id.
 */
export class TrunklineCache extends InMemoryCache {
  constructor({ typePolicies, ...config }: InMemoryCacheConfig = {}) {
    super({ ...config, possibleTypes: { ...possibleTypes, ...config.possibleTypes } });
    this.policies.addTypePolicies(trunklineTypePolicies());
    if (typePolicies) this.policies.addTypePolicies(typePolicies);
  }

  override write<TData = unknown, TVariables extends Record<string, unknown> = Record<string, unknown>>(
    options: Cache.WriteOptions<TData, TVariables>,
  ): Reference | undefined {
    const newer = this.#findNewer(options.result);
    if (newer.size === 0) return super.write(options);
    // What the older objects have beyond the known fields is taken, the known fields are not.
    const write = () => {
      const written = super.write(options);
      for (const [id, fields] of newer) this.#restore(id, fields);
      return written;
    };
    if (options.broadcast !== false) return this.batch({ update: write });
    return write();
  }

  /** The stored objects of which the result contains an older state. */
  #findNewer(result: unknown): Map<string, StoreObject> {
    const newer = new Map<string, StoreObject>();
    const keep = (object: StoreObject): void => {
      const id = this.identify(object);
      const fields = id === undefined ? null : this.#read(id);
      if (id !== undefined && fields !== null) newer.set(id, fields);
    };
    const visit = (value: unknown, isStale: boolean): void => {
      if (Array.isArray(value)) for (const item of value) visit(item, isStale);
      else if (typeof value === 'object' && value !== null) {
        const object = value as StoreObject;
        const isOlder = versioned.has(object.__typename) ? this.#isOlder(object) : isStale;
        if (isOlder && (versioned.has(object.__typename) || owned.has(object.__typename))) keep(object);
        for (const field of Object.values(object)) visit(field, isOlder);
      }
    };
    visit(result, false);
    return newer;
  }

  #isOlder(object: StoreObject): boolean {
    const { version } = object as { readonly version?: unknown };
    const id = typeof version === 'number' ? this.identify(object) : undefined;
    if (id === undefined) return false;
    let known = 0;
    const note = (value: unknown) => {
      known = Number(value);
      return value;
    };
    this.modify({ id, broadcast: false, fields: { version: note } });
    return (version as number) < known;
  }

  /** The fields of a stored object, by the names under which the cache stores them. */
  #read(id: string): StoreObject | null {
    const fields: Record<string, unknown> = {};
    this.modify({
      id,
      broadcast: false,
      fields: (value, { storeFieldName }) => {
        fields[storeFieldName] = value;
        return value;
      },
    });
    return Object.keys(fields).length > 0 ? (fields as StoreObject) : null;
  }

  #restore(id: string, fields: StoreObject): void {
    const known = fields as Record<string, unknown>;
    this.modify({
      id,
      broadcast: false,
      fields: (value, { storeFieldName, fieldName }) => {
        // A page of a list is no part of its object's version.
        const isList = this.#isConnection(fields.__typename, fieldName);
        return !isList && storeFieldName in known ? known[storeFieldName] : value;
      },
    });
  }

  #isConnection(typename: string | undefined, field: string): boolean {
    return field in ((connectionFields as Record<string, object>)[typename ?? ''] ?? {});
  }
}
