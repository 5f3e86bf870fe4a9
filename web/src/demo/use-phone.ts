import { useCallback, useEffect, useRef, useState } from 'react';
import {
  DemoCustomerDocument,
  type DemoCustomerQuery,
  DemoPhoneDocument,
  type DemoPhoneQuery,
} from '../gql/operations.js';
import { type Fault, toFault } from '../kit/index.js';
import { useDesk } from '../live/index.js';

/** The conversation of a customer with a number. */
export type DemoConversation = NonNullable<DemoCustomerQuery['conversation']>;
/** What the provider says of the customer's phone. */
export type Phone = DemoPhoneQuery['simulatedPhone'];

/** Events that come together are read once. */
const calmMs = 100;

/** A customer's phone and their conversation, read again after each event of a message. */
export function usePhone(channelId: string, address: string, conversationId: string | null) {
  const desk = useDesk();
  const [phone, showPhone] = useState<Phone | null>(null);
  /** Answers that were asked for before this one know less. */
  const newest = useRef(0);
  const setFaults = useCallback((faults: Phone['faults']) => {
    newest.current += 1;
    showPhone(before => before && { ...before, faults });
  }, []);
  const [turn, setTurn] = useState(0);
  const refresh = useCallback(() => setTurn(before => before + 1), []);
  const [conversation, setConversation] = useState<DemoConversation | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const reload = useCallback(async () => {
    if (address === '') return;
    const [first, second] = await Promise.all([
      desk.plain.query(DemoPhoneDocument, { channelId, address }),
      conversationId === null ? null : desk.plain.query(DemoCustomerDocument, { id: conversationId }),
    ]);
    return { first, second };
  }, [desk, channelId, address, conversationId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a turn reads again
  useEffect(() => {
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async () => {
      newest.current += 1;
      const own = newest.current;
      const answer = await reload();
      if (!isCurrent || !answer || own !== newest.current) return;
      setFault(answer.first.error ? toFault(answer.first.error) : null);
      showPhone(answer.first.data?.simulatedPhone ?? null);
      setConversation(answer.second?.data?.conversation ?? null);
    };
    void read();
    const stop = desk.onEvent(({ node }) => {
      if (node?.__typename !== 'Message') return;
      clearTimeout(timer);
      timer = setTimeout(() => void read(), calmMs);
    });
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      stop();
    };
  }, [desk, reload, turn]);
  return { phone, conversation, fault, setFaults, refresh };
}
