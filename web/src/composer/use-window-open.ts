import { useEffect, useState } from 'react';
import type { RowPartsFragment } from '../gql/operations.js';

const longestTimerMs = 3_600_000;

/** Whether free text is possible now; changes by itself when the window closes. */
export function useWindowOpen({ freeFormAllowed, expiresAt }: RowPartsFragment['replyWindow']): boolean {
  const [, renderAgain] = useState(0);
  const leftMs = expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(expiresAt) - Date.now();
  useEffect(() => {
    if (!freeFormAllowed || expiresAt === null) return;
    const waitMs = Math.min(longestTimerMs, Math.max(0, Date.parse(expiresAt) - Date.now()) + 500);
    const timer = setInterval(() => renderAgain(count => count + 1), waitMs);
    return () => clearInterval(timer);
  }, [freeFormAllowed, expiresAt]);
  return freeFormAllowed && leftMs > 0;
}
