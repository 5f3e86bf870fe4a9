import { createContext, type RefCallback, useContext } from 'react';
import type { Message } from '../live/index.js';

/** What the parts of a message ask of the thread. */
export interface ThreadActions {
  /** Opens the menu of a message at an element. */
  readonly openMenu: (message: Message, anchor: Element) => void;
  /** Goes to a message, also when it is not loaded. */
  readonly jumpTo: (messageId: string) => void;
  /** Shows the history of its states and its earlier texts. */
  readonly openDetails: (message: Message) => void;
  /** For the element of an inbound message: it is marked as read when it was seen. */
  readonly observe: RefCallback<HTMLElement>;
  readonly isUnfolded: (key: string) => boolean;
  /** Shows all changes of a folded run. */
  readonly unfold: (key: string) => void;
}

const nothing = () => {};

/** The actions of the open thread; outside of one, as on the page of a person, they do nothing. */
export const ThreadActionsContext = createContext<ThreadActions>({
  openMenu: nothing,
  jumpTo: nothing,
  openDetails: nothing,
  observe: nothing,
  isUnfolded: () => true,
  unfold: nothing,
});

/** The actions of the open thread. */
export const useThreadActions = (): ThreadActions => useContext(ThreadActionsContext);
