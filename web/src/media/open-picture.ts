/** Which picture of the open thread is shown large; the dialog is outside of the rows, which come and go. */
let openId: string | null = null;
const listeners = new Set<() => void>();

/** Shows a picture large; null closes it. */
export function openPicture(id: string | null): void {
  openId = id;
  for (const listener of listeners) listener();
}

/** The id of the picture that is shown large. */
export const openPictureId = (): string | null => openId;

/** Calls the listener when another picture is opened. */
export function onOpenPicture(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
