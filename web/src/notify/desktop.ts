/** Notifications of the operating system, one for each conversation. */
import { setPreference } from '../ui/index.js';

const open = new Map<string, Notification>();
const maxOpen = 50;

/** Switches them on, after the browser has asked the user, or off. */
export async function askForDesktop(isWanted: boolean): Promise<void> {
  const isAllowed = isWanted && (await Notification.requestPermission()) === 'granted';
  setPreference('desktop', isAllowed);
}

/** Shows one in place of an earlier one of the conversation. */
export function notify(conversationId: string, title: string, body: string, onClick: () => void): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  const shown = new Notification(title, { body, tag: conversationId, silent: true });
  shown.onclick = () => {
    window.focus();
    onClick();
    shown.close();
  };
  shown.onclose = () => open.delete(conversationId);
  open.set(conversationId, shown);
  const [oldest] = open.values();
  if (open.size > maxOpen) oldest?.close();
}

/** Closes that of a conversation, which was read in some place. */
export function closeNotification(conversationId: string): void {
  open.get(conversationId)?.close();
  open.delete(conversationId);
}
