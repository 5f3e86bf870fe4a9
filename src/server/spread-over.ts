/** Interval between shares; short enough that a thousand sockets never close in one burst. */
const stepMs = 50;

/**
 * Calls `act` for each item, in equal shares over `durationMs`; all at once when the duration is 0. Used to close
 * connections before a stop, so that their clients do not all reconnect to the other processes in the same moment.
 * @returns when the duration is over
 */
export async function spreadOver<Item>(
  items: readonly Item[],
  durationMs: number,
  act: (item: Item) => void,
): Promise<void> {
  const startedAt = performance.now();
  let done = 0;
  for (;;) {
    const elapsed = performance.now() - startedAt;
    const due = durationMs > 0 ? Math.min(1, elapsed / durationMs) : 1;
    for (const end = Math.ceil(items.length * due); done < end; done += 1) act(items[done] as Item);
    if (due === 1) return;
    await new Promise(resolve => setTimeout(resolve, Math.min(stepMs, durationMs - elapsed)));
  }
}
