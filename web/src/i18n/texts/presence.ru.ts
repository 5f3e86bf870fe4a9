import type { presence as ids } from './presence.en.js';

/** Texts of presence in Russian: ICU messages. */
export const presence: Readonly<Record<keyof typeof ids, string>> = {
  isWriting:
    '{count, plural, one {{names} пишет…} few {{names} пишут…} many {{names} пишут…} other {{names} пишут…}}',
  isLooking:
    '{count, plural, one {{names} смотрит этот диалог} few {{names} смотрят этот диалог} many {{names} смотрят этот диалог} other {{names} смотрят этот диалог}}',
  colleaguesMore: '{count, plural, one {ещё #} few {ещё #} many {ещё #} other {ещё #}}',
  availability_ONLINE: 'В сети: беру диалоги',
  availability_BUSY: 'Занят: новых не беру',
  availability_OFFLINE: 'Нет на месте',
  availabilityFailed: 'Не сохранено. Повторите',
};
