import { useEffect, useState } from 'react';
import type { Company, Desk, DeskEvent } from '../live/index.js';
import { registerChannels } from '../ui/index.js';

/** Events after which numbers, colleagues, topics or the viewer's rights can be others. */
const kinds: readonly DeskEvent['type'][] = ['CHANNEL_UPDATED', 'TENANT_UPDATED', 'USER_UPDATED'];
/** The tabs of a company ask at different times. */
const waitMs = () => 500 + Math.random() * 1_500;

/** The lists of the company, loaded again when they changed. */
export function useFreshCompany(desk: Desk, first: Company): Company {
  const [company, setCompany] = useState(first);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isCurrent = true;
    const load = async () => {
      timer = undefined;
      // Without an answer the former lists stay; the next event asks again.
      const next = await desk.readCompany().catch(() => null);
      if (!isCurrent || next === null) return;
      registerChannels(next.channels.nodes);
      setCompany(next);
    };
    const forget = desk.onEvent(event => {
      if (kinds.includes(event.type)) timer ??= setTimeout(() => void load(), waitMs());
    });
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      forget();
    };
  }, [desk]);
  return company;
}
