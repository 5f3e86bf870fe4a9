import { t } from '../i18n/index.js';
import { type Message, useCompany } from '../live/index.js';
import { cleanName, writeList } from '../ui/index.js';
import { authorName } from './author-name.js';

/** Reactions as chips: each emoji with its count; who reacted is its label. */
export function Reactions({ reactions }: Pick<Message, 'reactions'>) {
  const { viewer } = useCompany();
  if (reactions.length === 0) return null;
  const groups = new Map<string, string[]>();
  for (const { emoji, author } of reactions) {
    const shown = cleanName(emoji);
    groups.set(shown, [...(groups.get(shown) ?? []), authorName(author, viewer.id)]);
  }
  return (
    <ul className="reactions" aria-label={t('reactions')}>
      {[...groups].map(([emoji, names]) => {
        const label = t('reactedBy', {
          emoji,
          names: writeList(names),
        });
        return (
          <li key={emoji} className="reaction" title={label}>
            <span aria-hidden="true">
              {emoji}
              {names.length > 1 && ` ${names.length}`}
            </span>
            <span className="unseen">{label}</span>
          </li>
        );
      })}
    </ul>
  );
}
