/** How to connect each vendor, in Russian; the facts are those of docs/providers. */
import type { Guides } from './guide.js';

const baseUrl = 'Только если API не по обычному адресу провайдера.';

/** The guides. */
export const guides: Guides = {
  GREEN_API: {
    about: 'WhatsApp по QR-коду; каждый номер — отдельный инстанс.',
    need: 'Нужен авторизованный в консоли Green API инстанс, его id и токен.',
    steps: [
      'Откройте консоль Green API и в ней настройки инстанса.',
      'Вставьте адрес, показанный выше, в поле адреса вебхуков.',
      'Только если вы указали токен вебхуков: впишите его же как заголовок авторизации (webhookUrlToken).',
      'Включите: входящие сообщения, статусы отправленных, отправленные через API, отправленные с телефона, состояние инстанса.',
      'Сохраните. Инстанс перезапустится, это до пяти минут.',
      'Напишите на номер с другого телефона.',
    ],
    externalId: '',
    fields: {
      idInstance: 'idInstance в консоли: цифры инстанса.',
      apiTokenInstance: 'apiTokenInstance в консоли.',
      webhookUrlToken:
        'Любой длинный случайный текст. Green API будет слать его с каждым уведомлением. Можно не указывать.',
      apiUrl: 'apiUrl в консоли, например https://7107.api.greenapi.com.',
    },
  },
  CHATFLOW: {
    about: 'Номера WhatsApp как инстансы конструктора ботов.',
    need: 'Нужен аккаунт ChatFlow с подключённым номером, его API-токен и instance id каждого номера.',
    steps: [
      'Ниже добавьте каждый номер с его instance id, знак в знак.',
      'В ChatFlow откройте сценарий бота для номера.',
      'Поставьте узел вебхука (метод POST) на каждый путь, по которому идёт входящее сообщение.',
      'Его адрес — тот, что выше, и после него &instance_id= и instance id этого номера.',
      'Сделайте то же для каждого номера, у каждого свой instance id.',
      'Напишите на номер с телефона.',
    ],
    externalId: 'instance id, например instance_xxx.',
    fields: {
      apiToken: 'API-токен аккаунта, в кабинете ChatFlow.',
      instanceId: 'Номер для вебхуков, которые никакого не называют. Пусто, если добавлены все номера.',
      api: 'Какой из двух API у аккаунта.',
      baseUrl,
    },
  },
  WHATSAPP_CLOUD: {
    about: 'Собственный API WhatsApp от Meta.',
    need: 'Нужно приложение Meta с WhatsApp, постоянный токен системного пользователя, секрет приложения и id номеров.',
    steps: [
      'Ниже добавьте каждый номер с его phone_number_id (WhatsApp > API setup).',
      'В приложении Meta откройте WhatsApp > Configuration.',
      'Callback URL: адрес выше. Verify token: то, что в нём после «key=», или указанный вами.',
      'Нажмите «Verify and save»: консоль должна сообщить об успехе.',
      'Подпишитесь на messages, message_template_status_update, account_update, account_alerts, account_review_update, phone_number_quality_update и phone_number_name_update; и на smb_message_echoes, если номер есть и в приложении WhatsApp Business.',
      'Напишите на номер с телефона.',
    ],
    externalId: 'phone_number_id; это не номер телефона.',
    fields: {
      accessToken:
        'Постоянный токен системного пользователя с whatsapp_business_messaging и whatsapp_business_management.',
      appSecret: 'В приложении: App settings > Basic.',
      verifyToken: 'Своё слово для проверки; без него — ключ из адреса.',
      businessAccountId: 'id аккаунта WhatsApp Business, чтобы видеть его шаблоны.',
      graphVersion: 'Версия Graph API, например v25.0.',
      sendsPerSecond: 'Сообщений в секунду, по id номера.',
      baseUrl,
    },
  },
  TWILIO_MESSAGING: {
    about: 'SMS и WhatsApp через Twilio; каждое сообщение само по себе.',
    need: 'Нужны account SID, auth token и номера из консоли Twilio.',
    steps: [
      'Ниже добавьте каждый номер, как его пишет Twilio: whatsapp:+14155550123 или +14155550167.',
      'В консоли Twilio откройте Messaging > Services > ваш сервис > Integration.',
      'Выберите «Send a webhook», request URL: адрес выше, метод POST.',
      'Сделайте то же для номеров и отправителей WhatsApp вне сервисов.',
      'Статусы настраивать не нужно.',
      'Напишите на номер с телефона.',
    ],
    externalId: 'Как пишет Twilio: whatsapp:+14155550123 или +14155550167.',
    fields: twilioFields(),
  },
  TWILIO_CONVERSATIONS: {
    about: 'Twilio, где Conversations уже используют Flex, бот или другая программа.',
    need: 'Нужны account SID, auth token, сервис Conversations и номера.',
    steps: [
      'Ниже добавьте каждый номер, как его пишет Twilio: whatsapp:+14155550123 или +14155550167.',
      'В консоли Twilio откройте Conversations > ваш сервис > Webhooks.',
      'Post-event URL: адрес выше, метод POST. Pre-event URL оставьте пустым.',
      'Отметьте onMessageAdded, onMessageUpdated, onMessageRemoved, onDeliveryUpdated, onConversationAdded, onParticipantAdded.',
      'Включите Messaging > Services > ваш сервис > Integration > «Autocreate a Conversation».',
      'Напишите на номер с телефона.',
    ],
    externalId: 'Как пишет Twilio: whatsapp:+14155550123 или +14155550167.',
    fields: twilioFields(),
  },
  TATA: {
    about: 'Номера WhatsApp от TATA Omni в Индии.',
    need: 'Нужен токен каждого номера: Panel > Settings > Channels > WhatsApp.',
    steps: [
      'Ниже добавьте каждый номер с плюсом.',
      'В панели TATA откройте Integration.',
      'Впишите адрес выше для сообщений, для callbacks и для прочих событий.',
      'Метод POST, тип application/json, без авторизации.',
      'Напишите на номер с телефона и ответьте отсюда.',
    ],
    externalId: 'Номер с плюсом: +918800000111.',
    fields: {
      tokens: 'Токен каждого номера, например +918800000111 = токен.',
      authorization: 'Как токен стоит в заголовке.',
      recipientFormat: 'Как писать телефоны: с плюсом или только цифры.',
      baseUrl,
    },
  },
};

function twilioFields() {
  return {
    accountSid: 'AC…, в консоли в «Account info».',
    authToken: 'Основной auth token, там же. Им Twilio подписывает вебхуки.',
    secondaryAuthToken: 'Только на время замены токена.',
    apiKeySid: 'SK…: ключ API для отправки вместо auth token.',
    apiKeySecret: 'Секрет ключа API.',
    serviceSid: 'IS…: сервис ваших разговоров (только Conversations).',
    routes: 'Свои пути вебхуков и канал каждого.',
    sendsPerSecond: 'Сообщений в секунду, по номеру.',
    requireSignature: 'Отклонять вебхуки без подписи.',
    baseUrl,
  };
}
