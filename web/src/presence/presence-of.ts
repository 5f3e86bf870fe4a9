import { stringifyDocument } from '@urql/core';
import { ReportPresenceDocument } from '../gql/operations.js';
import { type Company, type Desk, useCompany, useDesk } from '../live/index.js';
import { type PresenceReport, PresenceReporter } from './presence-reporter.js';
import { PresenceStore } from './presence-store.js';

/** Presence of a desk. */
export interface DeskPresence {
  readonly store: PresenceStore;
  /** Null for viewers who may not report. */
  readonly reporter: PresenceReporter | null;
}

const known = new WeakMap<Desk, DeskPresence>();

function presenceOf(desk: Desk, { viewer }: Company): DeskPresence {
  const before = known.get(desk);
  if (before) return before;
  const { connection } = desk;
  // Over the socket, so that it ends with the tab.
  const report = (input: PresenceReport) => {
    connection.client.subscribe(
      { query: stringifyDocument(ReportPresenceDocument), variables: { input } },
      // A refused report is said again with the next one.
      { next: () => {}, error: () => {}, complete: () => {} },
    );
  };
  const made = {
    store: new PresenceStore(connection, viewer.id),
    reporter: viewer.permissions.includes('SEND') ? new PresenceReporter(connection, report) : null,
  };
  known.set(desk, made);
  return made;
}

/** Presence of the desk; it follows from the first use on. */
export const useDeskPresence = (): DeskPresence => presenceOf(useDesk(), useCompany());
