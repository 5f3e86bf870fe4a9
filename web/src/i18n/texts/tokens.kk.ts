import type { tokens as ids } from './tokens.en.js';

/** Texts of the page of API tokens in Kazakh: ICU messages. */
export const tokens: Readonly<Record<keyof typeof ids, string>> = {
  tokens_help:
    'Бағдарламаларға арналған рұқсат: дүкен, бот, есеп. Әр токен бөлек пайдаланушы болып әрекет етеді.',
  tokens_add: 'Токен жасау',
  tokens_empty: 'Әзірге токен жоқ. Хабар жіберетін не оқитын бағдарламаға токен жасаңыз.',
  tokens_permissions: 'Рұқсаттар',
  tokens_permissionsHint: 'READ әрқашан керек. Тек өзіңізге рұқсат етілгенді бере аласыз.',
  tokens_limit: 'Шектеу',
  tokens_perMinute: '{count, plural, one {минутына # сұрау} other {минутына # сұрау}}',
  tokens_state: 'Күйі',
  tokens_ACTIVE: 'қабылданады',
  tokens_REVOKED: 'қайтарып алынған',
  tokens_EXPIRED: 'мерзімі өткен',
  tokens_expires: 'Мерзімі',
  tokens_expiresHint: 'Бос: ешқашан.',
  tokens_oldUntil: 'Ескі құпия жарамды',
  tokens_rotate: 'Жаңа құпия',
  tokens_rotateQuestion:
    '{name} жаңа құпия алады, ол бір рет көрсетіледі. Ескісі тағы {minutes, plural, one {# минут} other {# минут}} жарамды.',
  tokens_revoke: 'Қайтарып алу',
  tokens_revokeQuestion: '{name} токені бар бағдарламалар бірден қабылданбайды. Мұны қайтару мүмкін емес.',
  tokens_create: 'Токен жасау',
  tokens_secret: 'Токен құпиясы',
  tokens_use: 'Бағдарламалар оны Authorization тақырыбында Bearer сөзінен кейін жібереді.',
  tokens_nameHint: 'Мысалы, бағдарлама аты: ол жіберілгеннің авторы болады.',
  tokens_onlyNumbers: 'Тек кейбір нөмірлерге',
};
