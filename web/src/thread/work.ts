/** Assign, resolve, snooze, topic, labels: what the header and the keys ask of the open conversation. */
import type { Company } from '../live/index.js';
import { wakeUpTimes } from '../ui/index.js';

/** What a key asks of the open conversation. */
export type WorkAction =
  | 'ASSIGN'
  | 'ASSIGN_ME'
  | 'STATUS'
  | 'SNOOZE'
  | 'TOPIC'
  | 'LABELS'
  | 'UNREAD'
  | 'RESOLVE'
  | 'REOPEN'
  | 'PANEL'
  | 'FIRST_UNREAD'
  | 'NEWEST';

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

const texts = {
  inOneHour: 'snoozeHour',
  inThreeHours: 'snoozeLater',
  tomorrow: 'snoozeTomorrow',
  nextWeek: 'snoozeWeek',
} as const;

/** Times to snooze until, in the company's working time. */
export function snoozePresets(company?: Pick<Company, 'tenant'>, now = new Date()) {
  const zone = company?.tenant.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const hours = company?.tenant.settings.businessHours ?? null;
  return wakeUpTimes(now, hours, zone).map(({ id, at }) => ({ id: texts[id], until: at }));
}
