import type { Draft, DraftFile } from './drafts.js';
import { kindOf, type Limits } from './media-limits.js';

/** A part of a reply: one message. */
export interface ReplyPart {
  readonly text: string;
  readonly files: readonly DraftFile[];
  readonly hasQuote: boolean;
  readonly hasCanned: boolean;
}

/**
 * The messages of a reply: most numbers carry one file in a message, and some no text below it. The text and the quote are
 * in the first.
 */
export function splitReply({ text, files, canned }: Draft, limits: Limits | null): readonly ReplyPart[] {
  const body = text.trim();
  const first: ReplyPart = { text: body, files: [], hasQuote: true, hasCanned: canned !== null };
  const perMessage = Math.max(1, limits?.filesPerMessage ?? 1);
  const groups = Array.from({ length: Math.ceil(files.length / perMessage) }, (_, at) =>
    files.slice(at * perMessage, (at + 1) * perMessage),
  );
  const hasCannedFiles = (canned?.fileNames.length ?? 0) > 0;
  const [group] = groups;
  // Files of a canned reply leave with its text.
  const isAlone = hasCannedFiles || (body !== '' && group?.some(file => !fits(body, file, limits)));
  if (!group || isAlone) {
    const rest = groups.map(others => ({ text: '', files: others, hasQuote: false, hasCanned: false }));
    return body === '' && !hasCannedFiles ? rest.map(withQuote) : [first, ...rest];
  }
  return groups.map((others, at) =>
    at === 0 ? { ...first, files: others } : { text: '', files: others, hasQuote: false, hasCanned: false },
  );
}

const withQuote = (part: ReplyPart, at: number): ReplyPart => (at === 0 ? { ...part, hasQuote: true } : part);

/** Whether the text can stand below the file. */
function fits(text: string, { mimeType }: DraftFile, limits: Limits | null): boolean {
  const kind = kindOf(mimeType);
  const rule = limits?.rules.find(candidate => candidate.kind === kind);
  return rule === undefined || [...text].length <= rule.maxCaptionLength;
}
