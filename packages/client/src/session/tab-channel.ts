/** Messages between the tabs of an origin. They contain no tokens. */
export interface TabChannel<Message> {
  /** Sends to the other tabs. */
  send(message: Message): void;
  close(): void;
}

/** Opens a channel; one that does nothing where BroadcastChannel is missing. */
export function openTabChannel<Message>(
  name: string,
  onMessage: (message: Message) => void,
): TabChannel<Message> {
  if (typeof BroadcastChannel === 'undefined') return { send: () => {}, close: () => {} };
  const channel = new BroadcastChannel(name);
  channel.onmessage = event => onMessage((event as unknown as { data: Message }).data);
  // In Node.js an open channel would keep the process running.
  (channel as { unref?: () => void }).unref?.();
  let isOpen = true;
  return {
    send: message => {
      // A closed channel throws.
      if (isOpen) channel.postMessage(message);
    },
    close: () => {
      isOpen = false;
      channel.close();
    },
  };
}
