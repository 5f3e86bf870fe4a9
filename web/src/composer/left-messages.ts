/** Messages whose unknown outcome this user left as it is: the question is not asked again in this browser. */
const storageKey = 'trunkline-left';
const maxKept = 200;

/** True if the user left it. */
export const isLeft = (messageId: string): boolean => read().includes(messageId);

/** Asks no more about it. */
export const leaveMessage = (messageId: string): void =>
  localStorage.setItem(storageKey, JSON.stringify([...read(), messageId].slice(-maxKept)));

function read(): readonly string[] {
  try {
    return JSON.parse(localStorage.getItem(storageKey) ?? '[]');
  } catch {
    return [];
  }
}
