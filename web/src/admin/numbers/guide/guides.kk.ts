/** How to connect each vendor, in Kazakh; the facts are those of docs/providers. */
import type { Guides } from './guide.js';

const baseUrl = 'API провайдердің әдеттегі мекенжайында болмаса ғана.';

/** The guides. */
export const guides: Guides = {
  GREEN_API: {
    about: 'QR-код арқылы WhatsApp; әр нөмір бөлек инстанс.',
    need: 'Green API консолінде авторландырылған инстанс, оның id-і мен токені керек.',
    steps: [
      'Green API консолін және ондағы инстанс баптауын ашыңыз.',
      'Жоғарыдағы мекенжайды вебхук мекенжайы өрісіне қойыңыз.',
      'Вебхук токенін жазған болсаңыз ғана: соны авторлау тақырыбына (webhookUrlToken) жазыңыз.',
      'Қосыңыз: кіріс хабарлар, жіберілгендердің күйлері, API арқылы жіберілген, телефоннан жіберілген, инстанс күйі.',
      'Сақтаңыз. Инстанс қайта іске қосылады, бес минутқа дейін.',
      'Нөмірге басқа телефоннан жазыңыз.',
    ],
    externalId: '',
    fields: {
      idInstance: 'Консольдегі idInstance: инстанс цифрлары.',
      apiTokenInstance: 'Консольдегі apiTokenInstance.',
      webhookUrlToken:
        'Кез келген ұзын кездейсоқ мәтін. Green API оны әр хабарламамен жібереді. Бос қалдыруға болады.',
      apiUrl: 'Консольдегі apiUrl, мысалы https://7107.api.greenapi.com.',
    },
  },
  CHATFLOW: {
    about: 'Бот құрастырушының инстанстары ретіндегі WhatsApp нөмірлері.',
    need: 'Нөмірі қосылған ChatFlow аккаунты, оның API токені және әр нөмірдің instance id-і керек.',
    steps: [
      'Төменде әр нөмірді instance id-імен қосыңыз, таңбасына дейін дәл.',
      'ChatFlow ішінде нөмірдің бот сценарийін ашыңыз.',
      'Кіріс хабар өтетін әр жолға вебхук түйінін (POST әдісі) қойыңыз.',
      'Мекенжайы — жоғарыдағы, соңына &instance_id= және осы нөмірдің instance id-і.',
      'Әр нөмір үшін осыны жасаңыз, әрқайсысының instance id-і өз.',
      'Нөмірге телефоннан жазыңыз.',
    ],
    externalId: 'instance id, мысалы instance_xxx.',
    fields: {
      apiToken: 'Аккаунттың API токені, ChatFlow кабинетінде.',
      instanceId: 'Нөмір аталмаған вебхуктер үшін. Барлық нөмір қосылса, бос.',
      api: 'Аккаунтта екі API-дің қайсысы.',
      baseUrl,
    },
  },
  WHATSAPP_CLOUD: {
    about: 'Meta-ның WhatsApp үшін өз API-і.',
    need: 'WhatsApp қосылған Meta қолданбасы, жүйелік пайдаланушының тұрақты токені, қолданба құпиясы және нөмір id-лері керек.',
    steps: [
      'Төменде әр нөмірді phone_number_id-імен қосыңыз (WhatsApp > API setup).',
      'Meta қолданбасында WhatsApp > Configuration ашыңыз.',
      'Callback URL: жоғарыдағы мекенжай. Verify token: ондағы «key=» кейінгісі немесе өзіңіз жазған.',
      '«Verify and save» басыңыз: консоль сәттілікті хабарлауы керек.',
      'messages, message_template_status_update, account_update, account_alerts, account_review_update, phone_number_quality_update және phone_number_name_update жазылыңыз; нөмір WhatsApp Business қолданбасында да болса, smb_message_echoes те.',
      'Нөмірге телефоннан жазыңыз.',
    ],
    externalId: 'phone_number_id; бұл телефон нөмірі емес.',
    fields: {
      accessToken:
        'whatsapp_business_messaging және whatsapp_business_management бар жүйелік пайдаланушының тұрақты токені.',
      appSecret: 'Қолданбада: App settings > Basic.',
      verifyToken: 'Тексеруге арналған өз сөзіңіз; онсыз мекенжай кілті қолданылады.',
      businessAccountId: 'WhatsApp Business аккаунтының id-і, үлгілері көрінуі үшін.',
      graphVersion: 'Graph API нұсқасы, мысалы v25.0.',
      sendsPerSecond: 'Секундына хабар саны, нөмір id-і бойынша.',
      baseUrl,
    },
  },
  TWILIO_MESSAGING: {
    about: 'Twilio арқылы SMS және WhatsApp; әр хабар өз бетінше.',
    need: 'Twilio консолінен account SID, auth token және нөмірлер керек.',
    steps: [
      'Төменде әр нөмірді Twilio жазғандай қосыңыз: whatsapp:+14155550123 немесе +14155550167.',
      'Twilio консолінде Messaging > Services > сервисіңіз > Integration ашыңыз.',
      '«Send a webhook» таңдаңыз, request URL: жоғарыдағы мекенжай, POST әдісі.',
      'Сервиссіз нөмірлер мен WhatsApp жіберушілер үшін де солай жасаңыз.',
      'Күйлерді баптау қажет емес.',
      'Нөмірге телефоннан жазыңыз.',
    ],
    externalId: 'Twilio жазғандай: whatsapp:+14155550123 немесе +14155550167.',
    fields: twilioFields(),
  },
  TWILIO_CONVERSATIONS: {
    about: 'Conversations-ты Flex, бот немесе басқа бағдарлама қолданатын Twilio.',
    need: 'account SID, auth token, Conversations сервисі және нөмірлер керек.',
    steps: [
      'Төменде әр нөмірді Twilio жазғандай қосыңыз: whatsapp:+14155550123 немесе +14155550167.',
      'Twilio консолінде Conversations > сервисіңіз > Webhooks ашыңыз.',
      'Post-event URL: жоғарыдағы мекенжай, POST әдісі. Pre-event URL бос қалсын.',
      'onMessageAdded, onMessageUpdated, onMessageRemoved, onDeliveryUpdated, onConversationAdded, onParticipantAdded белгілеңіз.',
      'Messaging > Services > сервисіңіз > Integration > «Autocreate a Conversation» қосыңыз.',
      'Нөмірге телефоннан жазыңыз.',
    ],
    externalId: 'Twilio жазғандай: whatsapp:+14155550123 немесе +14155550167.',
    fields: twilioFields(),
  },
  TATA: {
    about: 'Үндістандағы TATA Omni WhatsApp нөмірлері.',
    need: 'Әр нөмірдің токені керек: Panel > Settings > Channels > WhatsApp.',
    steps: [
      'Төменде әр нөмірді плюсімен қосыңыз.',
      'TATA панелінде Integration ашыңыз.',
      'Жоғарыдағы мекенжайды хабарларға, callbacks және басқа оқиғаларға жазыңыз.',
      'POST әдісі, application/json түрі, авторлаусыз.',
      'Нөмірге телефоннан жазып, осыдан жауап беріңіз.',
    ],
    externalId: 'Плюсі бар нөмір: +918800000111.',
    fields: {
      tokens: 'Әр нөмірдің токені, мысалы +918800000111 = токен.',
      authorization: 'Токеннің тақырыпта тұруы.',
      recipientFormat: 'Телефон жазылуы: плюспен немесе тек цифр.',
      baseUrl,
    },
  },
};

function twilioFields() {
  return {
    accountSid: 'AC…, консольде «Account info» ішінде.',
    authToken: 'Негізгі auth token, сол жерде. Twilio вебхуктерге сонымен қол қояды.',
    secondaryAuthToken: 'Токен ауыстыру кезінде ғана.',
    apiKeySid: 'SK…: auth token орнына жіберуге арналған API кілті.',
    apiKeySecret: 'API кілтінің құпиясы.',
    serviceSid: 'IS…: әңгімелеріңіздің сервисі (тек Conversations).',
    routes: 'Өз вебхук жолдарыңыз және әрқайсысының арнасы.',
    sendsPerSecond: 'Секундына хабар саны, нөмір бойынша.',
    requireSignature: 'Қолтаңбасыз вебхуктерді қабылдамау.',
    baseUrl,
  };
}
