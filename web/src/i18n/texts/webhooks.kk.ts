import type { webhooks as ids } from './webhooks.en.js';

/** Texts of the page of outgoing webhooks in Kazakh: ICU messages. */
export const webhooks: Readonly<Record<keyof typeof ids, string>> = {
  webhooks_help:
    'Оқиғалар сіздің жүйелеріңізге жіберіледі: қолтаңбамен, әр диалогта ретімен, олар жауап бергенше.',
  webhooks_add: 'Мекенжай қосу',
  webhooks_empty:
    'Әзірге мекенжай жоқ. Жүйеңіздің мекенжайын қосыңыз; тексеру оның жауап беретінін бірден көрсетеді.',
  webhooks_endpoint: 'Мекенжай',
  webhooks_back: 'Барлық мекенжайлар',
  webhooks_address: 'Мекенжай',
  webhooks_addressHint: 'Жалпыға қолжетімді https мекенжайы, аты мен құпиясөзсіз.',
  webhooks_urlRefused:
    'Бұл мекенжай шақырылмайды: сервер арқылы жабық желіге ешкім кірмеуі үшін тек жалпыға қолжетімді https мекенжайлары рұқсат.',
  webhooks_description: 'Не үшін',
  webhooks_kind: 'Түрі',
  webhooks_kinds: 'Оқиға түрлері',
  webhooks_onlyKinds: 'Тек кейбір оқиға түрлері',
  webhooks_onlyNumbers: 'Тек кейбір нөмірлердің оқиғалары',
  webhooks_numbersHint: 'Нөмірсіз оқиғалар, мысалы контакт туралы, жіберілмейді.',
  webhooks_pending: 'Күтуде',
  webhooks_last: 'Соңғы жеткізу',
  webhooks_state: 'Күйі',
  webhooks_ON: 'қосулы',
  webhooks_FAILING: 'жауап бермейді, басталуы',
  webhooks_OFF: 'өшірулі',
  webhooks_DISABLED: 'сервер өшірген',
  webhooks_disabledBecause:
    'Сервер бұл мекенжайды өшірді: {reason} Жүйені жөндеп, тексеріп, қосыңыз: жіберу тоқтаған жерден жалғасады.',
  webhooks_skipped:
    '{count, plural, one {# оқиға} other {# оқиға}} мекенжай қабылдағанша журналдан кетті. Ағымдағы күйді сұраулармен жүктеңіз.',
  webhooks_oldUntil: 'Ескі құпия қол қояды',
  webhooks_secret: 'Мекенжай құпиясы',
  webhooks_secretHelp: 'Онымен жүйеңіз әр сұраудың қолтаңбасын Standard Webhooks бойынша тексереді.',
  webhooks_test: 'Тексеру',
  webhooks_testAnswer: 'Тексеру жауабы',
  webhooks_enable: 'Қосу',
  webhooks_disable: 'Өшіру',
  webhooks_disableQuestion: 'Қайта қосқанша ештеңе жіберілмейді; оқиғалар күтеді.',
  webhooks_rotate: 'Жаңа құпия',
  webhooks_rotateQuestion:
    'Жаңа құпия бір рет көрсетіледі. {hours, plural, one {# сағат} other {# сағат}} бойы екеуі де қол қояды.',
  webhooks_delete: 'Жою',
  webhooks_deleteQuestion: 'Мекенжай мен оның жеткізулер тізімі біржола жойылады.',
  webhooks_deliveries: 'Жеткізулер',
  webhooks_noDeliveries: 'Әзірге ештеңе жіберілмеді. «Тексеру» түймесін басыңыз немесе оқиғаны күтіңіз.',
  webhooks_request: 'Сұрау мен жауап',
  webhooks_show: 'Көрсету',
  webhooks_erased: 'Сұрау мазмұны өшірілген.',
  webhooks_notTried: 'Әлі жіберілмеген.',
  webhooks_noAnswer: 'жауап жоқ',
  webhooks_took: '{ms} мс',
  webhooks_next: 'келесі әрекет',
  webhooks_redeliver: 'Қайта жіберу',
  webhooks_failedFrom: 'Сәтсіздері, басы',
  webhooks_failedTo: 'соңы',
  webhooks_range: 'Сәтсіздерін қайта жіберу',
  webhooks_queued:
    '{count, plural, =0 {Бұл уақытта сәтсіз болмаған.} one {# жеткізу қайта жіберіледі.} other {# жеткізу қайта жіберіледі.}}',
  delivery_PENDING: 'күтуде',
  delivery_DELIVERED: 'жеткізілді',
  delivery_FAILED: 'жеткізілмеді',
};
