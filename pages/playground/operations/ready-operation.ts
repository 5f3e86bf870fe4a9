/** The shape of the operations that the playground offers ready to run. */

/** One operation of the menu. */
export interface ReadyOperation {
  /** The operation's name in its document, and its name in the menu and the README. */
  readonly name: string;
  /** What it is for, as the menu says it below the name. */
  readonly title: string;
  readonly document: string;
  /** A value of the form `<place>` is filled in when the operation is opened; see `placeFinders`. */
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Operations on one subject. */
export interface ReadyOperationGroup {
  readonly title: string;
  readonly operations: readonly ReadyOperation[];
}
