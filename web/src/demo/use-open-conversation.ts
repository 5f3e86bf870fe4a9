import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { DemoCustomerDocument } from '../gql/operations.js';
import { useDesk } from '../live/index.js';
import type { DemoConversation } from './use-phone.js';

/** After a failure it is asked for again: the drawer would write as someone else. */
const againMs = 3_000;

/** The conversation that is open next to the drawer; null without one. */
export function useOpenConversation(): DemoConversation | null {
  const desk = useDesk();
  const [path] = useLocation();
  const id = /^\/c\/([\w-]+)$/.exec(path)?.[1] ?? null;
  const [found, setFound] = useState<DemoConversation | null>(null);
  useEffect(() => {
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async (conversationId: string) => {
      const { data, error } = await desk.plain.query(DemoCustomerDocument, { id: conversationId });
      if (!isCurrent) return;
      setFound(data?.conversation ?? null);
      if (error) timer = setTimeout(() => void read(conversationId), againMs);
    };
    if (id === null) setFound(null);
    else void read(id);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [desk, id]);
  return found?.id === id ? found : null;
}
