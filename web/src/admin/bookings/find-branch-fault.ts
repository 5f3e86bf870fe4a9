import { t } from '../../i18n/index.js';
import type { Fault } from '../../kit/index.js';
import type { BranchLists } from './to-branch-input.js';

/**
 * What the server would not refuse, or not name: a new branch with the id of one that is here would change that one,
 * and hours that are no numbers are refused without their field.
 */
export function findBranchFault(
  companyId: string,
  { reminderHours }: BranchLists,
  others: readonly { readonly companyId: string; readonly name: string }[],
): Fault | null {
  const same = others.find(other => other.companyId === companyId.trim());
  if (same) return toOwnFault('companyId', t('bookings_known', { name: same.name }));
  const isNumber = (text: string) => /^\d{1,6}$/.test(text);
  return reminderHours.every(isNumber) ? null : toOwnFault('reminderHours', t('bookings_reminderFault'));
}

const toOwnFault = (field: string, detail: string): Fault => ({
  ...{ sentence: 'fault_BAD_USER_INPUT', code: 'BAD_USER_INPUT', detail, field },
  ...{ facts: {}, reason: null, requestId: null },
});
