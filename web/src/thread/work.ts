/** What keys ask of the open conversation, and the times to snooze until. */
import type { Company } from '../live/index.js';
import { wakeUpTimes } from '../ui/index.js';

/** What a key asks of the open conversation. */
export type WorkAction =
  | 'ASSIGN'
  | 'STATUS'
  | 'SNOOZE'
  | 'TOPIC'
  | 'LABELS'
  | 'PANEL'
  /** It was marked as unread: nothing is read until it is left. */
  | 'UNREAD'
  /** The focused message. */
  | 'QUOTE'
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
