import { useLookers, useReportLooking, useWriters } from './use-presence.js';

/** The line above the composer: which colleagues write. Reports also that the viewer is here. */
export function Writers({ conversationId }: { readonly conversationId: string }) {
  useReportLooking(conversationId);
  const sentence = useWriters(conversationId);
  return sentence && <p className="writers">{sentence}</p>;
}

/** Which colleagues look at the conversation, for its header. */
export function Lookers({ conversationId }: { readonly conversationId: string }) {
  const sentence = useLookers(conversationId);
  return sentence && <span className="lookers">{sentence}</span>;
}
