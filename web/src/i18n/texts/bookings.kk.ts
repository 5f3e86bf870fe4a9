import type { bookings as ids } from './bookings.en.js';

/** Texts of the page of the booking system in Kazakh: ICU messages. */
export const bookings: Readonly<Record<keyof typeof ids, string>> = {
  bookings_empty:
    'YClients әлі қосылмаған. Қоссаңыз, жазылу жасалғанда, ауысқанда немесе бас тартылғанда клиентке хабарлама, келер алдында еске салу жіберіледі, ал әріптестер жазылуларды диалог жанында көреді.',
  bookings_need:
    'Әр филиалдың company id-і, жібере алатын нөмір, ал жоғалғанын қалпына келтіру үшін YClients серіктесі мен пайдаланушысының токендері керек.',
  bookings_connect: 'YClients қосу',
  bookings_connectAnother: 'Тағы біреуін қосу',
  bookings_connectAgain: 'Қайта қосу',
  bookings_connectDo: 'Қосу',
  bookings_connectHelp:
    'Вебхуктерге кіру деректері қажет емес. Олар шифрланып сақталады, қайта көрсетілмейді.',
  bookings_againHelp:
    'Филиалдар мен жазылулар сақталған. Кіру деректері жойылған: қайта енгізіңіз. Вебхук мекенжайы жаңа болады.',
  bookings_accountNameHint: 'Өзіңіз үшін, мысалы «YClients, салондар».',
  bookings_partnerToken: 'Серіктес токені',
  bookings_partnerTokenHint:
    'Пайдаланушы токенімен бірге: өзгерген жазылулар бес минут сайын да оқылады, жоғалған вебхук қалпына келеді.',
  bookings_userToken: 'Пайдаланушы токені',
  bookings_userTokenHint: 'Барлық филиалдың жазылуларын көретін YClients пайдаланушысының токені.',
  bookings_webhookSecret: 'Вебхук құпиясы',
  bookings_webhookSecretHint:
    'Тек қол қоятын делдал үшін. YClients қол қоймайды: құпия болса, оның вебхуктері қабылданбайды.',
  bookings_apiBaseUrl: 'API мекенжайы',
  bookings_apiBaseUrlHint: 'Тек басқа API үшін, мысалы Altegio.',
  bookings_remove: 'Жою',
  bookings_removeHint: 'Сақталғанынан.',
  bookings_connected: 'қосылған',
  bookings_latest: 'Соңғы келгені',
  bookings_stored: 'сақталған',
  bookings_noAccess: 'жоқ: жоғалған вебхук қалпына келмейді',
  bookings_isOff:
    'Вебхуктер қабылданбайды, хабарлама жіберілмейді, күтіп тұрғаны да. Филиалдар мен жазылулар қалады.',
  bookings_refused:
    '{count, plural, one {# вебхук қабылданбады} other {# вебхук қабылданбады}}, содан бері бірде-бірі қабылданған жоқ:',
  bookings_urlHelp: 'Ондағы кілт тек жасалғанда көрінеді. Жоғалтсаңыз, жаңасын жасаңыз.',
  bookings_enterUrl: 'Енді вебхук мекенжайын YClients-ке жазыңыз.',
  bookings_steps: 'YClients ішінде не істеу керек',
  bookings_step1: 'Вебхук мекенжайын көшіріңіз. YClients ішінде филиалдың вебхук баптауын ашыңыз.',
  bookings_step2:
    'Мекенжайды жазылулар («записи») үшін қосыңыз: жасалуы, өзгеруі, жойылуы. Басқа сервистердің мекенжайларын тізімде қалдырыңыз.',
  bookings_step3: 'Әр филиал үшін осыны жасаңыз.',
  bookings_step4:
    'Төменде әр филиалды company id-імен қосыңыз. Қосылмаған филиалдың жазылулары күтіп тұрады.',
  bookings_step5: 'YClients ішінде жазылу жасаңыз: ол осында соңғы келген болып көрінеді.',
  bookings_change: 'Атауы мен кіру деректері',
  bookings_rotateQuestion:
    'Қазіргі мекенжай бірден тоқтайды. Жаңасын YClients-ке дереу жазыңыз: осы арада қабылданбағаны екі токен де сақталса ғана кейін оқылады.',
  bookings_disconnect: 'Ажырату',
  bookings_disconnectQuestion:
    '{name} ажыратылсын ба? Кіру деректері жойылады, вебхуктер қабылданбайды, ештеңе оқылмайды. Хабарлама да, еске салу да жіберілмейді, күтіп тұрғаны да. Филиалдар мен жазылулар қалады, қайта қосуға болады.',
  bookings_branches: 'Филиалдар',
  bookings_branchesHelp: 'Филиал клиенттеріне не айтылады және қай нөмірден.',
  bookings_unknown:
    'company id {companyId}: {count, plural, one {# оқиға} other {# оқиға}} күтіп тұр, бұл филиал әлі қосылмаған.',
  bookings_addUnknown: '{companyId} филиалын қосу',
  bookings_noBranches: 'Филиал әлі жоқ. Қоссаңыз, оның жазылулары қабылданады.',
  bookings_addBranch: 'Филиал қосу',
  bookings_number: 'Хабарлама нөмірі',
  bookings_noNumber: 'хабарлама жіберілмейді',
  bookings_reminders: 'Еске салу',
  bookings_noReminders: 'жоқ',
  bookings_hours: '{hours} сағ бұрын',
  bookings_inOrder: 'бәрі дұрыс',
  bookings_pulled: 'Өзгерістер оқылған уақыт:',
  bookings_uninstalled:
    'Филиал YClients ішінде қолданбаны жойған: жазылулар келмейді. Сонда қайта орнатыңыз.',
  bookings_frozen: 'YClients қолданбаны тоқтатқан: жазылулар келмейді. Маркетплейсін қараңыз.',
  bookings_stopped: 'YClients жазылуларды жібермей қойды: {state}.',
  bookings_companyId: 'Company id',
  bookings_companyIdHint: 'Филиалдың YClients ішіндегі id-і, мысалы 962302. Өзгермейді.',
  bookings_name: 'Атауы',
  bookings_nameHint: 'Клиенттер білетін атау.',
  bookings_address: 'Мекенжайы',
  bookings_addressHint: 'Хабарламаларда жазылады. Бос: жазылмайды.',
  bookings_businessType: 'Бизнес түрі',
  bookings_businessTypeHint: 'Мысалы barbershop: осы түрдің мәтіндері таңдалады. Бос болуы мүмкін.',
  bookings_timezone: 'Уақыт белдеуі',
  bookings_timezoneHint: 'Қате болса, еске салу мен күнтізбе файлдары жылжиды.',
  bookings_locale: 'Хабарлама тілі',
  bookings_localeHint: 'Кіріктірілген мәтіндер осы тілдерде.',
  bookings_companyLocale: 'Компанияныкі',
  bookings_currency: 'Баға валютасы',
  bookings_currencyHint: 'Үш әріп, мысалы KZT. Бос: тек сан.',
  bookings_currencyNewHint: 'Үш әріп, мысалы KZT. Бос: компания елінің валютасы.',
  bookings_notices: 'Хабарламалар',
  bookings_noticeChannelId: 'Нөмір',
  bookings_noticeChannelIdHint: 'Филиал хабарламалары тек осы нөмірден жіберіледі.',
  bookings_reminderHours: 'Еске салу, келуге дейінгі сағат',
  bookings_reminderHoursHint: '1–720, үтірмен: 24, 2. Бос: еске салынбайды.',
  bookings_groupingSeconds: 'Өзгерістерді біріктіру, секунд',
  bookings_groupingSecondsHint: '0–3600. Осы уақыттағы өзгерістер бір хабарлама болады.',
  bookings_recentActivityMinutes: 'Хабардан кейін хабарламасыз, минут',
  bookings_recentActivityMinutesHint:
    '0–1440: осы уақытта жазған клиентке хабарланбайды. Бос: компания баптауындағыдай.',
  bookings_bot: 'Бот жазылулары',
  bookings_botHelp:
    'Бот клиентке өзі айтады, сондықтан оның жазылулары туралы екінші хабарлама жіберілмейді.',
  bookings_botUserIds: 'Тек бот болатын пайдаланушылар',
  bookings_botUserIdsHint:
    'YClients ішіндегі id-лері (created_user_id), әр жолда біреуден. Ботқа бөлек пайдаланушы ашыңыз: ең сенімдісі осы.',
  bookings_botCommentMarkers: 'Түсініктемедегі белгілер',
  bookings_botCommentMarkersHint:
    'Әр жолда біреуден. Осындай белгісі бар жазылуды бот жасаған. Бос: белгі жоқ.',
  bookings_markersNewHint:
    'Әр жолда біреуден. Осындай белгісі бар жазылуды бот жасаған. Бос: AI администратор, AI Admin, WhatsApp.',
  bookings_tellsChanges: 'Бот жазылуларының кейінгі өзгерістерін клиентке хабарлау',
  bookings_known: 'Бұл филиал бар: {name}. Оны тізімнен өзгертіңіз.',
  bookings_reminderFault: 'Бүтін сандарды үтірмен жазыңыз, мысалы 24, 2.',
};
