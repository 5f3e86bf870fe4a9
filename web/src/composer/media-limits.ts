import type { ComposerPartsFragment } from '../gql/operations.js';

/** Limits of a number for files. */
export type Limits = NonNullable<ComposerPartsFragment['channel']['mediaLimits']>;

const kinds: Readonly<Record<string, 'IMAGE' | 'VIDEO' | 'AUDIO'>> = {
  ...{ image: 'IMAGE', video: 'VIDEO', audio: 'AUDIO' },
};

/** Kind of the message that a file of this type becomes. */
export const kindOf = (mimeType: string): 'IMAGE' | 'VIDEO' | 'AUDIO' | 'DOCUMENT' =>
  kinds[mimeType.split('/')[0] ?? ''] ?? 'DOCUMENT';

/** Why a number does not take a file; null when it does, or when its limits are not known. */
export function refusalOf(
  { type, size }: Pick<File, 'type' | 'size'>,
  limits: Limits | null,
): 'TYPE' | 'SIZE' | null {
  if (limits === null) return null;
  const kind = kindOf(type);
  const rule = limits.rules.find(candidate => candidate.kind === kind);
  if (!rule || rule.mimeTypes?.includes(type || 'application/octet-stream') === false) return 'TYPE';
  return size > rule.maxBytes ? 'SIZE' : null;
}
