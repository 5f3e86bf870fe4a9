import { t } from '../i18n/index.js';
import { cleanName, Name } from '../ui/index.js';

/** Properties of `EntryName`. */
export interface EntryNameProps {
  readonly entry: { readonly name: string; readonly isArchived: boolean };
}

/** The name of an entry, and whether it is archived. */
export function EntryName({ entry: { name, isArchived } }: EntryNameProps) {
  return (
    <>
      <Name>{cleanName(name)}</Name> {isArchived && <span className="chip">{t('archivedChip')}</span>}
    </>
  );
}
