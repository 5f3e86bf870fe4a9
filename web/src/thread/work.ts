/** Assign, resolve, snooze. */
import { useMemo, useState } from 'react';
import type { ConversationStatus } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import type { Desk, Job } from '../live/index.js';
import { formatDateTime, type MenuEntry } from '../ui/index.js';

/** What a key asks of the open conversation. */
export type WorkAction =
  | 'ASSIGN'
  | 'STATUS'
  | 'PANEL'
  /** The focused message. */
  | 'QUOTE'
  | 'FIRST_UNREAD'
  | 'NEWEST'
  /** It was marked as unread: nothing is read until it is left. */
  | 'UNREAD';

const listeners = new Set<(action: WorkAction) => void>();

/** Called for keys. @returns unsubscribe */
export function onWork(listener: (action: WorkAction) => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Asks the open conversation for an action. */
export const doWork = (action: WorkAction): void => {
  for (const listener of listeners) listener(action);
};

const hourMs = 3_600_000;
const morning = 9;

/** Times to snooze until, in the viewer's zone. */
export function snoozePresets(now = new Date()) {
  const at = (days: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, morning).toISOString();
  const toMonday = (8 - now.getDay()) % 7 || 7;
  return [
    { id: 'snoozeHour', until: new Date(now.getTime() + hourMs).toISOString() },
    { id: 'snoozeTomorrow', until: at(1) },
    { id: 'snoozeWeek', until: at(toMonday) },
  ] as const;
}

/** The actions on a conversation, with the sentence of the last one that failed. */
export function useWork(desk: Desk, conversationId: string) {
  const [fault, setFault] = useState<string | null>(null);
  return useMemo(() => {
    const note = ({ failures }: Job) => setFault(failures.length > 0 ? t('actionFailed') : null);
    const setStatus = (status: ConversationStatus, snoozedUntil: string | null = null) => {
      if (status === 'RESOLVED') return void desk.work.resolve([conversationId]).then(note);
      const change = { kind: 'STATUS', status, ...(snoozedUntil === null ? {} : { snoozedUntil }) } as const;
      void desk.work.change([conversationId], change).then(note);
    };
    const statusEntries = (current: ConversationStatus): readonly MenuEntry[] => [
      {
        key: 'OPEN',
        label: t('status_OPEN'),
        isChecked: current === 'OPEN',
        onSelect: () => setStatus('OPEN'),
      },
      {
        ...{ key: 'PENDING', label: t('setPending'), isChecked: current === 'PENDING' },
        onSelect: () => setStatus('PENDING'),
      },
      {
        ...{ key: 'RESOLVED', label: t('resolve'), isChecked: current === 'RESOLVED' },
        onSelect: () => setStatus('RESOLVED'),
      },
      ...snoozePresets().map(({ id, until }) => ({
        ...{ key: id, label: t(id, { time: formatDateTime(until) }) },
        onSelect: () => setStatus('SNOOZED', until),
      })),
    ];
    return {
      ...{ fault, setStatus, statusEntries },
      assign: (userId: string | null) => {
        void desk.work.change([conversationId], { kind: 'ASSIGN', userId }).then(note);
      },
    };
  }, [desk, conversationId, fault]);
}
