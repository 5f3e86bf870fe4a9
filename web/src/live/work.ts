/**
 * Changes that the viewer makes to conversations, one or many: one mutation for up to 100, a result for each, and the last
 * change can be taken back.
 */
import type { Client, CombinedError } from '@urql/core';
import {
  type ConversationStatus,
  MarkRowReadDocument,
  MarkRowUnreadDocument,
  UpdateConversationsDocument,
  type UpdateConversationsInput,
} from '../gql/operations.js';
import type { Row } from './row-order.js';

/** What is changed. */
export type Change =
  | { readonly kind: 'STATUS'; readonly status: ConversationStatus; readonly snoozedUntil?: string }
  | { readonly kind: 'ASSIGN'; readonly userId: string | null }
  | { readonly kind: 'TEAM'; readonly teamId: string | null }
  | { readonly kind: 'TOPIC'; readonly topicId: string | null }
  | { readonly kind: 'LABEL'; readonly labelId: string; readonly isAdded: boolean }
  | { readonly kind: 'READ'; readonly isRead: boolean };

/** A conversation that was not changed. */
export interface Failure {
  readonly id: string;
  /** Code of the server, or NETWORK. */
  readonly code: string;
}

/** A change and how far it is. */
export interface Job {
  readonly change: Change;
  readonly ids: readonly string[];
  readonly doneCount: number;
  readonly failures: readonly Failure[];
  readonly isDone: boolean;
  /** It takes back another one. */
  readonly isUndo: boolean;
  /** Takes it back; null when that is not possible. */
  readonly undo: (() => void) | null;
}

/** Ids of one mutation. */
const portion = 100;
/** Requests at once for what has no mutation for many. */
const atOnce = 4;

type ChangeOfMany = Exclude<Change, { readonly kind: 'READ' }>;

/** The changes of this page. */
export class Work {
  readonly #client: Client;
  readonly #rowOf: (id: string) => Row | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #doneListeners = new Set<(job: Job) => void>();
  readonly #resolveListeners = new Set<(ids: readonly string[]) => void>();
  #job: Job | null = null;

  constructor(client: Client, rowOf: (id: string) => Row | undefined) {
    this.#client = client;
    this.#rowOf = rowOf;
  }

  /** The change that runs or ran last; null after `dismiss`. */
  readonly job = (): Job | null => this.#job;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Called with each change that ended. @returns unsubscribe */
  onDone(listener: (job: Job) => void): () => void {
    this.#doneListeners.add(listener);
    return () => {
      this.#doneListeners.delete(listener);
    };
  }

  /** Called before conversations are resolved, while they still have their place. @returns unsubscribe */
  onResolve(listener: (ids: readonly string[]) => void): () => void {
    this.#resolveListeners.add(listener);
    return () => {
      this.#resolveListeners.delete(listener);
    };
  }

  /** Resolves; the page goes on to the next conversation. */
  resolve(ids: readonly string[]): Promise<Job> {
    for (const listener of this.#resolveListeners) listener(ids);
    return this.change(ids, { kind: 'STATUS', status: 'RESOLVED' });
  }

  /** Changes conversations; never throws. */
  async change(ids: readonly string[], change: Change): Promise<Job> {
    const before = new Map(ids.map(id => [id, this.#rowOf(id)]));
    const result = await this.#run(ids, change, false);
    const failed = new Set(result.failures.map(({ id }) => id));
    const changed = ids.filter(id => !failed.has(id));
    const steps = change.kind === 'READ' ? [] : toUndo(changed, before, change);
    const job = { ...result, undo: steps.length === 0 ? null : () => void this.#takeBack(steps) };
    for (const listener of this.#doneListeners) listener(job);
    return job;
  }

  /** Its result was seen. */
  dismiss(): void {
    if (this.#job?.isDone) this.#set(null);
  }

  async #takeBack(steps: ReturnType<typeof toUndo>): Promise<void> {
    for (const { ids, change } of steps) {
      const job = await this.#run(ids, change, true);
      if (job.failures.length > 0) for (const listener of this.#doneListeners) listener(job);
    }
  }

  async #run(ids: readonly string[], change: Change, isUndo: boolean): Promise<Job> {
    let job: Job = { change, ids, doneCount: 0, failures: [], isDone: false, isUndo, undo: null };
    const add = (count: number, failures: readonly Failure[]) => {
      job = { ...job, doneCount: job.doneCount + count, failures: [...job.failures, ...failures] };
      this.#set(job);
    };
    this.#set(job);
    if (change.kind === 'READ') await this.#mark(ids, change.isRead, add);
    else
      for (let from = 0; from < ids.length; from += portion) {
        const some = ids.slice(from, from + portion);
        add(some.length, await this.#update(some, change));
      }
    job = { ...job, isDone: true };
    this.#set(job);
    return job;
  }

  async #update(ids: readonly string[], change: ChangeOfMany): Promise<readonly Failure[]> {
    const input = { ids: [...ids], ...toInput(change) };
    const { data, error } = await this.#client.mutation(UpdateConversationsDocument, { input });
    if (!data) return ids.map(id => ({ id, code: codeOf(error) }));
    return data.updateConversations.results.flatMap(({ id, code }) => (code === null ? [] : { id, code }));
  }

  async #mark(ids: readonly string[], isRead: boolean, add: (count: number, failed: Failure[]) => void) {
    const left = [...ids];
    const work = async () => {
      for (let id = left.shift(); id !== undefined; id = left.shift()) {
        const { error } = await this.#markOne(id, isRead);
        add(1, error ? [{ id, code: codeOf(error) }] : []);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  }

  async #markOne(
    conversationId: string,
    isRead: boolean,
  ): Promise<{ readonly error?: CombinedError | undefined }> {
    if (!isRead) return this.#client.mutation(MarkRowUnreadDocument, { input: { conversationId } });
    const upToMessageId = this.#rowOf(conversationId)?.lastMessage?.id;
    // Without a message there is nothing to read.
    if (upToMessageId === undefined) return {};
    return this.#client.mutation(MarkRowReadDocument, { input: { conversationId, upToMessageId } });
  }

  #set(job: Job | null): void {
    this.#job = job;
    for (const listener of this.#listeners) listener();
  }
}

function toInput(change: ChangeOfMany): Omit<UpdateConversationsInput, 'ids'> {
  switch (change.kind) {
    case 'STATUS':
      return {
        status: change.status,
        ...(change.snoozedUntil === undefined ? {} : { snoozedUntil: change.snoozedUntil }),
      };
    case 'ASSIGN':
      return { userId: change.userId };
    case 'TEAM':
      return { teamId: change.teamId };
    case 'TOPIC':
      return { topicId: change.topicId };
    case 'LABEL':
      return change.isAdded ? { addLabelIds: [change.labelId] } : { removeLabelIds: [change.labelId] };
  }
}

/** The changes that bring back what was: one for each former value. */
export function toUndo(
  ids: readonly string[],
  before: ReadonlyMap<string, Row | undefined>,
  change: ChangeOfMany,
  now = Date.now(),
): readonly { readonly ids: readonly string[]; readonly change: ChangeOfMany }[] {
  const groups = new Map<string, { ids: string[]; change: ChangeOfMany }>();
  for (const id of ids) {
    const row = before.get(id);
    const back = row && toBack(row, change, now);
    if (!back) continue;
    const key = JSON.stringify(back);
    const group = groups.get(key) ?? { ids: [], change: back };
    group.ids.push(id);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** What one conversation was; null when the change changed nothing. */
function toBack(row: Row, change: ChangeOfMany, now: number): ChangeOfMany | null {
  switch (change.kind) {
    case 'STATUS': {
      const { deskStatus, snoozedUntil } = row;
      if (deskStatus === change.status && deskStatus !== 'SNOOZED') return null;
      const isOver = deskStatus === 'SNOOZED' && (!snoozedUntil || Date.parse(snoozedUntil) <= now);
      if (deskStatus !== 'SNOOZED' || isOver) return { kind: 'STATUS', status: isOver ? 'OPEN' : deskStatus };
      return { kind: 'STATUS', status: 'SNOOZED', snoozedUntil: snoozedUntil ?? '' };
    }
    case 'ASSIGN':
      return (row.assignee?.id ?? null) === change.userId
        ? null
        : { kind: 'ASSIGN', userId: row.assignee?.id ?? null };
    case 'TEAM':
      return (row.team?.id ?? null) === change.teamId ? null : { kind: 'TEAM', teamId: row.team?.id ?? null };
    case 'TOPIC':
      return (row.topic?.id ?? null) === change.topicId
        ? null
        : { kind: 'TOPIC', topicId: row.topic?.id ?? null };
    case 'LABEL':
      return row.labels.some(({ id }) => id === change.labelId) === change.isAdded
        ? null
        : { ...change, isAdded: !change.isAdded };
  }
}

function codeOf(error: CombinedError | undefined): string {
  const code = error?.graphQLErrors[0]?.extensions.code;
  return typeof code === 'string' ? code : 'NETWORK';
}
