/**
 * What the normalised cache has. Events of anything else stay out of it: it would hold everything that ever arrived, and
 * nothing that is shown reads it.
 */

/** Types of which a company has many, with the types of events that are about them. */
const many: readonly unknown[] = ['Conversation', 'Contact', 'Lead'];

interface Node {
  readonly __typename?: unknown;
  readonly id?: unknown;
  /** Of a message, a proposal, a notification. */
  readonly conversation?: unknown;
  /** Of a note. */
  readonly noteOn?: unknown;
}

/** The objects of the cache that events can be about. */
export class CachedObjects {
  readonly #keys = new Set<string>();

  /** An object of an answer, which is stored. */
  add({ __typename: type, id }: Node): void {
    if (many.includes(type)) this.#keys.add(`${type}:${id}`);
  }

  /** Whether the cache needs an event with this node: it is, or belongs to, one that is stored. */
  needs(node: Node): boolean {
    if (node.__typename === 'Note') return this.#has('Conversation', node.noteOn);
    if (many.includes(node.__typename)) return this.#has(node.__typename, node);
    return node.conversation === undefined || this.#has('Conversation', node.conversation);
  }

  #has(type: unknown, object: unknown): boolean {
    const { id } = (object ?? {}) as Node;
    return this.#keys.has(`${type}:${id}`);
  }
}
